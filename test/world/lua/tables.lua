-- tables and metatables: sort, metamethods, inheritance, weak tables, garbage collection, next, move, integer keys
math.randomseed(42, 7)
local numbers = {}
for i = 1, 20000 do numbers[i] = math.random(1, 10^9) end
local copy = table.move(numbers, 1, #numbers, 1, {})
table.sort(numbers)
table.sort(copy, function(a, b) return a > b end)
for i = 1, 20000, 1999 do io.write(numbers[i], "/", copy[20001 - i], " ") end
print(math.random(), math.random(0) ~= nil, math.random(3, 9))
local strings = {}
for i = 1, 3000 do strings[i] = ("%x"):format(numbers[i] * 7919 % 1000003) end
table.sort(strings, function(a, b) return a:reverse() < b:reverse() end)
print(table.concat(strings, " ", 1, 40))
local vector = {}
vector.__index = vector
local function new(x, y) return setmetatable({x = x, y = y}, vector) end
for _, op in ipairs {"add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat"} do
  vector["__" .. op] = function(a, b) return op .. "(" .. tostring(a) .. "," .. tostring(b) .. ")" end
end
function vector.__unm(a) return new(-a.x, -a.y) end
function vector.__bnot(a) return "not " .. tostring(a) end
function vector.__len(a) return a.x * a.x + a.y * a.y end
function vector.__eq(a, b) return a.x == b.x and a.y == b.y end
function vector.__lt(a, b) return #a < #b end
function vector.__le(a, b) return #a <= #b end
function vector.__call(a, ...) return a.x, select("#", ...), ... end
function vector.__tostring(a) return "<" .. a.x .. " " .. a.y .. ">" end
function vector.__pairs(a)
  return function(_, k) if not k then return "x", a.x elseif k == "x" then return "y", a.y end end, a
end
local a, b = new(1, 2), new(3, 4)
print(a + b, a - 1, 2 * b, a / b, a % b, a ^ b, a // b, a & b, a | 1, a ~ b, a << b, a >> b, a .. b, -a, ~a, #b)
print(a == b, a == new(1, 2), a < b, a <= b, a > b, a(7, nil, 8))
for k, v in pairs(b) do io.write(k, "=", v, " ") end
print(rawlen({1, 2}), rawequal(a, new(1, 2)), rawget(a, "z"), getmetatable("").__index == string)
local base = {name = function(self) return "base " .. self.n end}
local class = setmetatable({}, {__index = base, __newindex = function(t, k, v) rawset(t, k, v and v * 2) end})
class.n = 21
print(class:name(), class.missing)
local weak, strong = setmetatable({}, {__mode = "k"}), {}
for i = 1, 1000 do local key = {} weak[key] = i if i % 10 == 0 then strong[#strong + 1] = key end end
collectgarbage()
local left = 0
for _ in pairs(weak) do left = left + 1 end
print(left, #strong)
local finalized = 0
for _, mode in ipairs {"incremental", "generational", "incremental"} do
  collectgarbage(mode)
  for i = 1, 30000 do
    local t = {i, {i}, tostring(i)}
    if i % 100 == 0 then setmetatable(t, {__gc = function(o) finalized = finalized + o[1] end}) end
  end
  collectgarbage()
  print(mode, finalized)
end
local sparse = {}
for i = -500, 500 do sparse[i * 3] = i sparse[i + 0.5] = i end
local n, sum = 0, 0
for k, v in pairs(sparse) do n, sum = n + 1, sum + k * v end
print(n, sum, sparse[3.0], #{1, 2, 3, nil, 5, n = 1})
for i = 1, 200 do table.insert(strong, i % 13 + 1, i) end
for i = 1, 150 do table.remove(strong, i % 17 + 1) end
print(#strong, pcall(table.insert, strong, 900, 1), pcall(rawset, {}, nil, 1), pcall(function() ({})[0/0] = 1 end))
