-- 95 readers of the page to 5 writers of a comment, each comment with a key of its own.
local count, writes, bad = 0, 0, 0
local page = os.getenv("CONSULT_BENCH_PAGE")
local form = os.getenv("CONSULT_BENCH_FORM")
local share = tonumber(os.getenv("CONSULT_BENCH_SHARE") or "20")

request = function()
  count = count + 1
  if count % share ~= 0 then
    return wrk.format("GET", page)
  end
  writes = writes + 1
  local body = "step=send&name=Bench+Borger&publish_name=yes&stance=for"
    .. "&text=En+bem%C3%A6rkning+fra+m%C3%A5lingen&key=bench-" .. os.time() .. "-" .. writes
  local headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Sec-Fetch-Site"] = "same-origin",
  }
  return wrk.format("POST", form, headers, body)
end
