%% Processes in one runtime.
-module(benchmark_local).
-export([run/3]).

-define(BATCH, 1000).

run("local-one-way", Seconds, WarmUp) ->
    Self = self(),
    Window = benchmark:window("local-one-way"),
    Receiver = spawn_opt(fun() -> receiver(Self, 0, Window div 4) end,
                         [{message_queue_data, off_heap}]),
    {Sent, Taken} = flow(Receiver, 0, 0, Window, benchmark:now_us() + WarmUp * 1.0e6),
    Begin = benchmark:now_us(),
    {_, Taken2} = flow(Receiver, Sent, Taken, Window, Begin + Seconds * 1.0e6),
    benchmark:result([{"rate", (Taken2 - Taken) * 1.0e6 / (benchmark:now_us() - Begin)}]);
run("local-round-trip-1", Seconds, WarmUp) -> pairs(1, Seconds, WarmUp);
run("local-round-trip-64", Seconds, WarmUp) -> pairs(64, Seconds, WarmUp);
run("local-8-to-1", Seconds, WarmUp) ->
    Counter = counters:new(8, []),
    Sink = spawn_opt(fun() -> sink(Counter, erlang:make_tuple(8, 0), #{}) end,
                     [{message_queue_data, off_heap}]),
    Senders = maps:from_list([{Number, spawn(fun() -> sender(Sink, Number, 0) end)}
                              || Number <- lists:seq(1, 8)]),
    Sink ! {senders, Senders},
    [begin Process ! go, Process ! go end || Process <- maps:values(Senders)],
    rate(Counter, 8, Seconds, WarmUp);
run("port-bytes", Seconds, _WarmUp) ->
    Count = case Seconds < 1 of true -> 10000; false -> 1000000 end,
    Before = erlang:memory(total),
    Processes = [idle() || _ <- lists:seq(1, Count)],
    Bytes = (erlang:memory(total) - Before) / Count,
    Count = length(Processes),
    benchmark:result([{"bytes", Bytes}]);
run("ports-opened", Seconds, WarmUp) ->
    _ = opened(benchmark:now_us() + WarmUp * 1.0e6, 0),
    Begin = benchmark:now_us(),
    Count = opened(Begin + Seconds * 1.0e6, 0),
    benchmark:result([{"rate", Count * 1.0e6 / (benchmark:now_us() - Begin)}]);
run("local-monitor", Seconds, WarmUp) ->
    benchmark_deaths:run(fun idle/0, Seconds, WarmUp);
run(_, _Seconds, _WarmUp) ->
    io:format("NOT-APPLICABLE no tags~n").

idle() -> spawn(fun() -> receive stop -> ok end end).

opened(End, Count) ->
    Processes = [idle() || _ <- lists:seq(1, ?BATCH)],
    [Last | Others] = lists:reverse(Processes),
    [exit(Process, kill) || Process <- Others],
    Monitor = erlang:monitor(process, Last),
    exit(Last, kill),
    receive {'DOWN', Monitor, _, _, _} -> ok end,
    case benchmark:now_us() < End of
        true -> opened(End, Count + ?BATCH);
        false -> Count + ?BATCH
    end.

receiver(Sender, Count, Every) ->
    receive
        {add, Count} when (Count + 1) rem Every =:= 0 ->
            Sender ! {count, Count + 1},
            receiver(Sender, Count + 1, Every);
        {add, Count} -> receiver(Sender, Count + 1, Every)
    end.

flow(Receiver, Sent, Taken, Window, End) when Sent - Taken >= Window ->
    receive {count, Count} -> flow(Receiver, Sent, Count, Window, End)
    after 20000 -> error(lost) end;
flow(Receiver, Sent, Taken, Window, End) when Sent band 63 =:= 0 ->
    Last = receive {count, Count} -> Count after 0 -> Taken end,
    case benchmark:now_us() < End of
        true -> Receiver ! {add, Sent}, flow(Receiver, Sent + 1, Last, Window, End);
        false -> {Sent, Last}
    end;
flow(Receiver, Sent, Taken, Window, End) ->
    Receiver ! {add, Sent},
    flow(Receiver, Sent + 1, Taken, Window, End).

pairs(Count, Seconds, WarmUp) ->
    Counter = counters:new(Count, []),
    [begin
         Echo = spawn(fun echo/0),
         spawn(fun() -> Echo ! {add, self()}, back(Counter, Number, Echo) end)
     end || Number <- lists:seq(1, Count)],
    rate(Counter, Count, Seconds, WarmUp).

echo() ->
    receive {add, From} -> From ! {add, self()}, echo() end.

back(Counter, Number, Echo) ->
    receive
        {add, Echo} ->
            counters:add(Counter, Number, 1),
            Echo ! {add, self()},
            back(Counter, Number, Echo)
    end.

sender(Sink, Number, Sent) ->
    receive go -> sender(Sink, Number, batch(Sink, Number, Sent, ?BATCH)) end.

batch(_Sink, _Number, Sent, 0) -> Sent;
batch(Sink, Number, Sent, Left) ->
    Sink ! {add, Number, Sent},
    batch(Sink, Number, Sent + 1, Left - 1).

sink(Counter, Counts, Senders) ->
    receive
        {add, Number, Message} when Message =:= element(Number, Counts) ->
            counters:add(Counter, Number, 1),
            case (Message + 1) rem ?BATCH of
                0 -> maps:get(Number, Senders) ! go;
                _ -> ok
            end,
            sink(Counter, setelement(Number, Counts, Message + 1), Senders);
        {senders, All} -> sink(Counter, Counts, All)
    end.

rate(Counter, Size, Seconds, WarmUp) ->
    timer:sleep(round(WarmUp * 1000)),
    Begin = benchmark:now_us(),
    Before = sum(Counter, Size),
    timer:sleep(round(Seconds * 1000)),
    benchmark:result([{"rate", (sum(Counter, Size) - Before) * 1.0e6
                               / (benchmark:now_us() - Begin)}]).

sum(Counter, Size) -> lists:sum([counters:get(Counter, Index) || Index <- lists:seq(1, Size)]).
