%% Finds the other node without a port mapper: its port is on the command line.
-module(benchmark_names).
-export([start_link/0, register_node/2, register_node/3, port_please/2, port_please/3,
         listen_port_please/2, address_please/3, names/1, port/0]).

start_link() -> ignore.

register_node(Name, Port) -> register_node(Name, Port, inet).

register_node(_Name, Port, _Family) ->
    persistent_term:put(?MODULE, Port),
    {ok, 1}.

%% Where this node listens.
port() -> persistent_term:get(?MODULE).

listen_port_please(_Name, _Host) -> {ok, 0}.

address_please(_Name, _Host, inet) -> {ok, {127, 0, 0, 1}};
address_please(_Name, _Host, _Family) -> {error, eafnosupport}.

port_please(Name, Host) -> port_please(Name, Host, infinity).

port_please(_Name, _Host, _Timeout) ->
    {port, list_to_integer(lists:nth(5, init:get_plain_arguments())), 6}.

names(_Host) -> {error, address}.
