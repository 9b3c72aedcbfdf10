-- closures, upvalues, goto, varargs, integer and float loops, to-be-closed variables
local function counter(n)
  local function up() n = n + 1 return n end
  return up, function() n = n - 1 return n end
end
local up, down = counter(10)
print(up(), up(), down(), up())
local functions = {}
for i = 1, 50 do functions[i] = function(x) i = i + x return i end end
for round = 1, 3 do
  local sum = 0
  for i = 1, 50 do sum = sum + functions[i](round) end
  print(round, sum)
end
for i = 1, 30 do
  for j = 1, 30 do
    if i % 7 == j % 5 then goto continue end
    if i * j > 400 then print("out", i, j) goto out end
    ::continue::
  end
end
::out::
local function count(...) return select("#", ...), select(-1, ...) end
print(count(1, nil, nil, 4), table.unpack({1, 2, nil, 4}, 1, 4))
for x = 1.0, 0, -0.125 do io.write(x, " ") end
for x = math.maxinteger - 2, math.maxinteger do io.write(x, " ") end
print()
local function closing(name) return setmetatable({}, {__close = function(_, e) print("close", name, e) end}) end
print(pcall(function()
  local a <close> = closing("a")
  local b <const>, c <close> = 5, closing("c")
  if b == 5 then error("leave", 0) end
end))
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(24))
local function tail(n, sum) if n == 0 then return sum end return tail(n - 1, sum + n) end
print(tail(1000000, 0))
local y = function(f) return (function(x) return x(x) end)(function(x) return f(function(v) return x(x)(v) end) end) end
print(y(function(self) return function(n) return n == 0 and 1 or n * self(n - 1) end end)(20))
