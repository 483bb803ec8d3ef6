%% One side of one workload, as the driver for the JVM does it.
-module(benchmark).
-export([main/0, window/1, now_us/0, result/1, percentiles/1, seconds/1, until/2]).

main() ->
    try
        run(init:get_plain_arguments())
    catch
        Class:Reason:Stack ->
            io:format(standard_error, "~p ~p ~p~n", [Class, Reason, Stack]),
            halt(1)
    end,
    halt(0).

run(["serve", Workload]) ->
    benchmark_remote:serve(Workload),
    io:format("ADDRESS ~b~n", [benchmark_names:port()]),
    wait_for_end();
run(["connect", Workload, Seconds, WarmUp, _Port, Pid]) ->
    true = net_kernel:connect_node('server@127.0.0.1'),
    benchmark_remote:connect(Workload, number(Seconds), number(WarmUp), Pid);
run(["local", Workload, Seconds, WarmUp]) ->
    benchmark_local:run(Workload, number(Seconds), number(WarmUp)).

wait_for_end() ->
    case io:get_line("") of
        eof -> ok;
        {error, _} -> ok;
        _ -> wait_for_end()
    end.

%% How many messages may be on their way.
window("one-way-small") -> 32768;
window("one-way-kilobyte") -> 4096;
window("round-trip-1") -> 1;
window("round-trip-64") -> 64;
window("call-" ++ _) -> 1;
window("round-trip-beside-large") -> 1;
window("remote-monitor") -> 1;
window("peer-killed") -> 1;
window("local-one-way") -> 32768.

now_us() -> erlang:monotonic_time(nanosecond) / 1000.

until(End, Action) ->
    Action(),
    case now_us() < End of
        true -> until(End, Action);
        false -> ok
    end.

result(Metrics) ->
    io:format("RESULT ~s~n", [lists:join(" ", [io_lib:format("~s=~f", [Name, float(Value)])
                                               || {Name, Value} <- Metrics])]).

percentiles(Times) ->
    Sorted = lists:sort(Times),
    Count = length(Sorted),
    [{"p50", lists:nth(max(1, ceil(Count * 0.5)), Sorted)},
     {"p99", lists:nth(max(1, ceil(Count * 0.99)), Sorted)}].

%% The processor time of this process and others.
seconds(Others) -> lists:sum([used(Pid) || Pid <- [os:getpid() | Others]]).

used(Pid) ->
    {ok, Text} = file:read_file("/proc/" ++ Pid ++ "/stat"),
    [_, Fields] = binary:split(Text, <<") ">>),
    Words = binary:split(Fields, <<" ">>, [global]),
    (binary_to_integer(lists:nth(12, Words)) + binary_to_integer(lists:nth(13, Words))) / 100.

number(Text) ->
    case string:to_float(Text) of
        {error, no_float} -> float(list_to_integer(Text));
        {Number, _} -> Number
    end.
