%% Two nodes.
-module(benchmark_remote).
-export([serve/1, connect/4]).

-define(SERVER, {receiver, 'server@127.0.0.1'}).

serve(Workload) ->
    Starter = self(),
    %% The guide recommends such a queue for processes that receive very much.
    spawn_opt(fun() ->
                      register(receiver, self()),
                      Starter ! registered,
                      receiver(0, max(1, benchmark:window(Workload) div 4))
              end, [{message_queue_data, off_heap}]),
    receive registered -> ok end.

receiver(Count, Every) ->
    receive
        {add, Count} -> taken(Count + 1, Every);
        {add, Octets} when is_binary(Octets) -> taken(Count + 1, Every);
        {ping, From, Number} ->
            From ! {pong, Number},
            receiver(Count, Every);
        {open, From} ->
            From ! {opened, spawn(fun() -> receive stop -> ok end end)},
            receiver(Count, Every)
    end.

taken(Count, Every) ->
    case Count rem Every of
        0 -> {sender, 'client@127.0.0.1'} ! {count, Count};
        _ -> ok
    end,
    receiver(Count, Every).

connect("one-way-small", Seconds, WarmUp, Pid) ->
    one_way("one-way-small", fun(Number) -> ?SERVER ! {add, Number} end, Seconds, WarmUp, Pid);
connect("one-way-kilobyte", Seconds, WarmUp, Pid) ->
    Octets = binary:copy(<<0>>, 1024),
    one_way("one-way-kilobyte", fun(_) -> ?SERVER ! {add, Octets} end, Seconds, WarmUp, Pid);
connect("call-" ++ _, _Seconds, _WarmUp, _Pid) ->
    io:format("NOT-APPLICABLE calls are not measured~n");
connect("round-trip-beside-large", _Seconds, _WarmUp, _Pid) ->
    io:format("NOT-APPLICABLE large messages are not measured~n");
connect("remote-monitor", Seconds, WarmUp, _Pid) ->
    benchmark_deaths:run(fun open/0, Seconds, WarmUp);
connect("peer-killed", _Seconds, _WarmUp, Pid) ->
    Monitor = erlang:monitor(process, open()),
    timer:sleep(300),
    %% The start of kill is part of the time.
    Begin = benchmark:now_us(),
    Kill = open_port({spawn, "kill -9 " ++ Pid}, [exit_status]),
    receive {'DOWN', Monitor, _, _, _} -> ok end,
    Time = benchmark:now_us() - Begin,
    receive {Kill, {exit_status, 0}} -> ok end,
    benchmark:result(benchmark:percentiles([Time]));
connect(Workload, Seconds, WarmUp, Pid) ->
    register(sender, self()),
    Window = benchmark:window(Workload),
    [ping(Number) || Number <- lists:seq(1, Window)],
    _ = trips(benchmark:now_us() + WarmUp * 1.0e6, []),
    Before = benchmark:seconds([Pid]),
    Begin = benchmark:now_us(),
    Times = trips(Begin + Seconds * 1.0e6, []),
    Elapsed = benchmark:now_us() - Begin,
    Used = benchmark:seconds([Pid]) - Before,
    [receive {pong, _} -> ok after 20000 -> error(lost) end || _ <- lists:seq(1, Window)],
    Count = length(Times),
    benchmark:result([{"rate", Count * 1.0e6 / Elapsed}, {"cpu", Used * 1.0e6 / Count}
                      | benchmark:percentiles(Times)]).

open() ->
    ?SERVER ! {open, self()},
    receive {opened, Process} -> Process end.

ping(Number) ->
    put(Number, benchmark:now_us()),
    ?SERVER ! {ping, self(), Number}.

trips(End, Times) ->
    receive
        {pong, Number} ->
            Now = benchmark:now_us(),
            Time = Now - get(Number),
            ping(Number),
            case Now < End of
                true -> trips(End, [Time | Times]);
                false -> Times
            end
    end.

one_way(Workload, Send, Seconds, WarmUp, Pid) ->
    register(sender, self()),
    Window = benchmark:window(Workload),
    {Sent, Taken} = flow(Send, 0, 0, Window, benchmark:now_us() + WarmUp * 1.0e6),
    Before = benchmark:seconds([Pid]),
    Begin = benchmark:now_us(),
    {Sent2, Taken2} = flow(Send, Sent, Taken, Window, Begin + Seconds * 1.0e6),
    Elapsed = benchmark:now_us() - Begin,
    Used = benchmark:seconds([Pid]) - Before,
    settle(Send, Sent2, Window div 4),
    Count = Taken2 - Taken,
    benchmark:result([{"rate", Count * 1.0e6 / Elapsed}, {"cpu", Used * 1.0e6 / Count}]).

flow(Send, Sent, Taken, Window, End) when Sent - Taken >= Window ->
    receive {count, Count} -> flow(Send, Sent, Count, Window, End) after 20000 -> error(lost) end;
flow(Send, Sent, Taken, Window, End) when Sent band 63 =:= 0 ->
    Last = counted(Taken),
    case benchmark:now_us() < End of
        true -> Send(Sent), flow(Send, Sent + 1, Last, Window, End);
        false -> {Sent, Last}
    end;
flow(Send, Sent, Taken, Window, End) ->
    Send(Sent),
    flow(Send, Sent + 1, Taken, Window, End).

counted(Taken) ->
    receive {count, Count} -> counted(Count) after 0 -> Taken end.

%% Waits until all has been taken: only then nothing was lost.
settle(Send, Sent, Every) when Sent rem Every =/= 0 ->
    Send(Sent),
    settle(Send, Sent + 1, Every);
settle(_Send, Sent, _Every) ->
    receive {count, Sent} -> ok after 20000 -> error(lost) end.
