%% Times from a kill to the message of a monitor.
-module(benchmark_deaths).
-export([run/3]).

-define(BATCH, 200).

run(Open, Seconds, WarmUp) ->
    _ = repeat(Open, benchmark:now_us() + WarmUp * 1.0e6, []),
    benchmark:result(benchmark:percentiles(
                       repeat(Open, benchmark:now_us() + Seconds * 1.0e6, []))).

repeat(Open, End, Times) ->
    Processes = [Open() || _ <- lists:seq(1, ?BATCH)],
    Monitored = [{Process, erlang:monitor(process, Process)} || Process <- Processes],
    More = [death(Process, Monitor) || {Process, Monitor} <- Monitored] ++ Times,
    case benchmark:now_us() < End of
        true -> repeat(Open, End, More);
        false -> More
    end.

death(Process, Monitor) ->
    Begin = benchmark:now_us(),
    exit(Process, kill),
    receive {'DOWN', Monitor, _, _, _} -> benchmark:now_us() - Begin end.
