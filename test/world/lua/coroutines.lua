-- coroutines: generators, yields across pcall, metamethods and iterators, errors, close, wrap, many at once
local function permutations(a, n)
  if n == 0 then coroutine.yield(table.concat(a)) return end
  for i = 1, n do
    a[n], a[i] = a[i], a[n]
    permutations(a, n - 1)
    a[n], a[i] = a[i], a[n]
  end
end
for p in coroutine.wrap(function() permutations({"a", "b", "c", "d", "e"}, 5) end) do io.write(p, " ") end
print()
local function sieve()
  local function filter(p, source)
    return coroutine.wrap(function()
      for n in source do if n % p ~= 0 then coroutine.yield(n) end end
    end)
  end
  local source = coroutine.wrap(function() for n = 2, 600 do coroutine.yield(n) end end)
  return coroutine.wrap(function()
    for p in source do coroutine.yield(p) source = filter(p, source) end
  end)
end
for p in sieve() do io.write(p, " ") end
print()
local yields = coroutine.create(function(...)
  print("started", ...)
  print(pcall(function()
    print("inner", coroutine.yield(1))
    error("code " .. coroutine.yield(2))
  end))
  local t = setmetatable({}, {__add = function(_, x) return coroutine.yield(x) end, __index = coroutine.yield,
    __lt = function() return coroutine.yield("lt") end, __concat = function() return coroutine.yield("..") end})
  print("add", t + 5, "index", select("#", t.key), "lt", t < t, "concat", t .. "x")
  table.sort({3, 1, 2}, function(a, b) return a < b end)
  error("end of it")
end)
for i = 1, 9 do
  local results = table.pack(coroutine.resume(yields, i, "x"))
  for k = 1, results.n do results[k] = type(results[k]) == "table" and "table" or tostring(results[k]) end
  print(i, coroutine.status(yields), table.concat(results, ","))
end
local held = coroutine.create(function()
  local x <close> = setmetatable({}, {__close = function(_, e) print("closed", e) end})
  coroutine.yield("held")
end)
print(coroutine.resume(held))
print(coroutine.close(held), coroutine.status(held), coroutine.isyieldable(), coroutine.running() ~= nil)
print(pcall(coroutine.wrap(function() error("wrapped") end)))
local all, sum = {}, 0
for i = 1, 2000 do all[i] = coroutine.wrap(function() for j = 1, 5 do coroutine.yield(i * j) end return 0 end) end
for _ = 1, 6 do for i = 1, 2000 do sum = sum + all[i]() end end
print(sum, pcall(all[1]))
local function nest(n) return n == 0 and "bottom" or coroutine.wrap(nest)(n - 1) end
print(nest(100), (select(2, pcall(nest, 500)):gsub("coroutines.lua:%d+: ", "")))
