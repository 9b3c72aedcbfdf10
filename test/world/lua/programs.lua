-- whole programs: bytecode dumped and loaded, environments, debug hooks, files, queens, matrices, an interpreter
local source = [[local a, b = ... local t = {} for i = 1, a do t[i] = i * b end
  return function(x) local s = 0 for _, v in ipairs(t) do s = s + v end return s .. x .. (up or '') end]]
for _, strip in ipairs {false, true} do
  local dumped = string.dump(assert(load(source, "=source")), strip)
  local loaded = assert(load(dumped, "bytes", "b", {ipairs = ipairs, up = "!"}))
  print(#dumped, loaded(10, 3)("x"), load(dumped, "bytes", "t"))
  for i = 1, 3 do io.write(({dumped:byte(1, 30)})[i * 5], " ") end
  print(pcall(load, dumped:sub(1, -20), "cut", "b"))
end
local calls, lines = 0, 0
debug.sethook(function(event) if event == "line" then lines = lines + 1 else calls = calls + 1 end end, "crl")
local function work(n) for i = 1, n do math.abs(-i) end return n end
work(50)
debug.sethook()
print(calls, lines)
debug.sethook(function() error("enough") end, "", 10000)
print(pcall(function() while true do end end))
debug.sethook()
local info = debug.getinfo(work, "SLnu")
print(info.short_src, info.linedefined, info.nparams, debug.getlocal(work, 1), (debug.getupvalue(work, 1)))
local name = os.tmpname()
local file = assert(io.open(name, "w+"))
for i = 1, 500 do file:write(i, " ", i / 8, " line\n") end
print(file:seek("set", 10), file:read("n", "n", "l", "L", 5), file:seek("end"), io.type(file))
file:close()
local count = 0
for number, rest in io.lines(name, "n", "l") do count = count + number + #rest end
print(count, os.remove(name), pcall(file.read, file), (io.open("/nonexistent/x")))
local function queens(n)
  local solutions, a = 0, {}
  local function safe(row, column)
    for i = 1, row - 1 do if a[i] == column or math.abs(a[i] - column) == row - i then return false end end
    return true
  end
  local function place(row)
    if row > n then solutions = solutions + 1 return end
    for c = 1, n do if safe(row, c) then a[row] = c place(row + 1) end end
  end
  place(1)
  return solutions
end
print(queens(6), queens(8))
local function multiply(n)
  local a, c, trace = {}, {}, 0
  for i = 1, n do a[i] = {} for j = 1, n do a[i][j] = math.sin(i * j) end end
  for i = 1, n do
    c[i] = {}
    for j = 1, n do local s = 0 for k = 1, n do s = s + a[i][k] * a[k][j] end c[i][j] = s end
    trace = trace + c[i][i]
  end
  return trace
end
print(("%.12f %a"):format(multiply(60), multiply(45)))
local function run(code)
  local cells, at, out, pc, stack, jump = {}, 1, {}, 1, {}, {}
  for i = 1, #code do
    local c = code:sub(i, i)
    if c == "[" then
      stack[#stack + 1] = i
    elseif c == "]" then
      local j = table.remove(stack)
      jump[i], jump[j] = j, i
    end
  end
  while pc <= #code do
    local c, cell = code:sub(pc, pc), cells[at] or 0
    if c == ">" then at = at + 1
    elseif c == "<" then at = at - 1
    elseif c == "+" then cells[at] = (cell + 1) % 256
    elseif c == "-" then cells[at] = (cell - 1) % 256
    elseif c == "." then out[#out + 1] = string.char(cell)
    elseif c == "[" and cell == 0 or c == "]" and cell ~= 0 then pc = jump[pc] end
    pc = pc + 1
  end
  return table.concat(out)
end
print(run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."))
print(os.date("!%Y-%m-%d %H:%M:%S", 86400 * 365), os.time {year = 2001, month = 2, day = 30, hour = 12})
print(math.type(1), math.type(1.0), math.ult(1, -1), math.fmod(-7, 3), math.floor(-3.5), math.ceil(3.2), -7 % 3, 2^-1)
