-- Has wrk ask for the paths of one kind, one after the other: wrk … -s paths.lua BASE -- FILE KIND
-- FILE has lines "kind TAB path". Ends with a line of numbers, with tabs between: answers, seconds, milliseconds
-- (median, 95 %, 99 %), other than 2xx and 3xx.

local requests = {}
local following = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local kind, path = line:match("^([^\t]*)\t(.*)$")
    if kind == arguments[2] then
      requests[#requests + 1] = wrk.format("GET", wrk.path .. path)
    end
  end
end

function request()
  following = following % #requests + 1
  return requests[following]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("%d\t%.3f\t%.2f\t%.2f\t%.2f\t%d\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
