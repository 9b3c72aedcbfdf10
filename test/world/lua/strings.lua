-- strings: patterns, format of integers and floats, pack, utf8, conversions, rep, byte, sub
local text = ("the quick (brown) fox; jumps = over, 'the' lazy \"dog\" 12 345 0x1F -7.25e3 \xE9\xFF \0 end"):rep(40)
for _, pattern in ipairs {"%a+", "%d+", "[^%s]+", "(%w+) = (%w+)", "%b()", "%f[%w]%w+%f[%W]", "()o()", "(.)%1",
    "^the", "end$", "[%a_][%w_]*", "%-?%d+%.?%d*", "[\1-\31]", ".-;", "'(.-)'", "%p", "[%z\xE9]", "[]%-a]+",
    "(a*(.)%w(%s*))"} do
  local n, length = 0, 0
  for match, more in text:gmatch(pattern) do n, length = n + 1, length + #tostring(match) + #tostring(more) end
  print(pattern, n, length, text:find(pattern, 5), (select(2, text:gsub(pattern, "%0%0"))))
end
print(text:sub(1, 70):gsub("%w+", {the = "THE", fox = 1, dog = false}):gsub("%s", function() return "_" end))
print(("x"):rep(10, ","), ("abc"):reverse(), ("AbC"):lower(), ("abc"):upper(), ("abcdef"):sub(-3, -2))
for _, bad in ipairs {"%", "[a", "(a", "%g(", "%b", "%f", "a)", "%1", "(%1)"} do
  print(pcall(string.find, "aaa", bad))
end
for _, f in ipairs {"%d", "%5d", "%-5d|", "%05d", "%+d", "%x", "%X", "%#o", "%i", "%c"} do
  io.write(f:format(77), " ")
end
print()
for _, x in ipairs {0.1, 1/3, -0.0, 1e15, 1e16, 1e100, 123456.789, 2^53, 5e-324, 1/0, -1/0, 3.0, -1e-7} do
  print(x, ("%.3f %e %g %a %10.2f %-12.4g|%+.0f %.14g %q"):format(x, x, x, x, x, x, x, x, x))
  print(math.tointeger(x), x // 1, x % 1)
end
for _, n in ipairs {0, -1, math.maxinteger, math.mininteger, 255, 0x7fffffff} do
  print(n, ("%d %x %q %5.1f %s"):format(n, n, n, n, n))
  print(n // 7, n % 7, n // -7, n % -7, n >> 3, n << 60, ~n, n * n, n + 0.0)
end
print(("%q"):format("a\n\0b\"\\\r\200"), ("%s %10s %-5.2s|"):format(true, "right", "left"))
print(pcall(string.format, "%y", 1))
print(10 == "10", "10" + 5, "0x10" * 2, "1e1" // 1, 10 .. 20)
print(tonumber("z", 36), tonumber("  0x1p4  "), tonumber("1e"), tonumber("8", 8))
for _, f in ipairs {"<i4", ">I8", "z", "s2", "!8 i1 i8", "<d", ">f", "b B h H", "j n", "i3", "<i16", "xXi4"} do
  local ok, packed = pcall(string.pack, f, table.unpack(f:find("[zs]") and {"text"} or {-5, 7, 9, 11}))
  print(f, ok, ok and (packed:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) or packed)
  if ok then print(pcall(string.unpack, f, packed)) print(pcall(string.unpack, f, packed:sub(1, -2))) end
end
print(utf8.char(72, 228, 8364, 128512, 0x7FFFFFFF), utf8.len("häß€😀"), utf8.offset("häß€", 4), #utf8.charpattern)
print(utf8.len("a\xFFb"))
for p, c in utf8.codes("aé€😀") do io.write(p, ":", c, " ") end
print(utf8.codepoint("aé€😀", 1, -1))
print(pcall(utf8.codepoint, "\xC0\x80"), pcall(utf8.len, "abc", 9))
local parts = {}
for i = 1, 20000 do parts[i] = ("%d:%s"):format(i, ("ab"):rep(i % 7)) end
local joined = table.concat(parts, ";")
local hash = 0
for i = 1, #joined do hash = (hash * 31 + joined:byte(i)) & 0xffffffff end
print(#joined, hash, joined < joined .. "x", ("a\0b") < ("a\0c"))
