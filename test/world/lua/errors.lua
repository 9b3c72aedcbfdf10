-- errors: pcall, xpcall, error values, stack overflows of Lua and of C, errors in handlers, finalizers and comparisons
local function show(ok, e) print(ok, type(e) == "table" and "table " .. tostring(e.code) or e) end
show(pcall(error, {code = 3}))
show(pcall(error))
show(pcall(error, "level 2", 2))
for i = 1, 3000 do
  local ok, e = pcall(function() if i % 3 == 0 then error(i) elseif i % 3 == 1 then error("e" .. i) end return i end)
  if i % 500 < 3 then show(ok, e) end
end
local function deep(n) return n == 0 and error("deep", 0) or (deep(n - 1)) + 1 end
show(pcall(deep, 10000))
local function guarded(n) if n == 0 then error("bottom") end local ok, e = pcall(guarded, n - 1) error(e, 0) end
show(pcall(guarded, 150))
show(pcall(guarded, 250))
local depth = 0
local function endless() depth = depth + 1 return 1 + endless() end
local ok, e = pcall(endless)
print(ok, depth, (e:gsub("\n.*", "")))
print(pcall(string.rep, "x", 1 << 40))
print(pcall(string.gsub, ("a"):rep(300000), (".-"):rep(300) .. "b", ""))
local nested = {}
for _ = 1, 250 do nested = setmetatable({}, {__index = nested}) end
print(pcall(function() return nested.x end))
local f, message = load(("("):rep(300) .. "1" .. (")"):rep(300))
print(f, message)
for _, bad in ipairs {"x = = 1", "goto nowhere", "for", "x = 'open", "local x <close> = 1, 2 x = 3", "break"} do
  print(load(bad))
end
print(xpcall(function() local x = nil; x.y = 1 end, function(m) return "handled: " .. m .. debug.traceback() end))
print(xpcall(endless, function(m) return #m > 10 end))
print(xpcall(error, function() error("again") end, "first"))
print(pcall(table.sort, {3, 1, 5, 2, 4, 8, 6, 7, 0, 9, 11, 12}, function() return true end))
print(pcall(function() return {} < {} end))
print(pcall(function() return 1 < "2" end))
print(pcall(function() return #5 end))
print(pcall(function() return 2^53 | 1.5 end))
print(pcall(function() return 1 // 0 end))
print(pcall(function() return "a" + 1 end))
print(pcall(setmetatable, 1, {}))
print(pcall(next, {}, "no"))
print(pcall(string.char, 256))
print(pcall(tostring))
print(select("#", pcall(table.unpack, {}, 1, 1e6)), pcall(table.unpack, {}, 1, 1e8))
warn("@on")
setmetatable({}, {__gc = function() error("in a finalizer") end})
collectgarbage()
print(pcall(coroutine.resume, coroutine.running()))
print(debug.traceback("where", 1))
