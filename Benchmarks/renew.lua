-- What wrk asks when renewals are measured: each thread has a lease of its own, whose path is that of
-- the URL and a number. It reads the lease once, and then sends back what it got with another time, as
-- an elector does.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init()
  path = wrk.path .. number
  fields = { ["Content-Type"] = "application/json" }
  count = 0
end

function request()
  if not lease then return wrk.format("GET", path) end
  count = count + 1
  -- "renewTime":"2026-01-01T00:00:00.000000Z"
  local _, start = lease:find('"renewTime":"', 1, true)
  local time = lease:sub(start + 1, start + 20) .. string.format("%06d", count % 1000000)
  return wrk.format("PUT", path, fields, lease:sub(1, start) .. time .. lease:sub(start + 27))
end

function response(status, headers, body)
  lease = body
end
