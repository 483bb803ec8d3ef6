/**
 * The chat of the AEMP tutorial, which Perl clients can join too.
 * <p>
 * Each node has one {@linkplain io.aemp.sample.chat.ChatServer chat server}. A client
 * finds one in family {@code eg_chat_server} and sends it {@code join}, or finds a node
 * in family {@code eg_chat_server2} and spawns a
 * {@linkplain io.aemp.sample.chat.ChatConnection connection} there. Either way it is a
 * client of exactly one server.
 * <p>
 * Nevertheless all clients hear the same: the servers tell each other what is said. They
 * meet in a family of their own, {@code sample_chat_relays}, and not in
 * {@code eg_chat_server}, because a server written by somebody else may be there, which
 * would die of a message that it does not know. What a server's own clients do goes to
 * its clients and, as {@code relay}, to all other servers; what came as {@code relay}
 * goes to its clients only. So every line takes one hop at most, and there are neither
 * loops nor duplicates. Lines of one server arrive everywhere in the same order; between
 * lines of two servers the order may differ, as in any room with an echo.
 * <p>
 * The servers also introduce their clients to each other as {@code guest}. So when a
 * server is gone with its node, the others say goodbye for its clients. And all clients
 * are told which ports of the sample are gone, from image scalers to chat servers.
 */
@NullMarked
package io.aemp.sample.chat;

import org.jspecify.annotations.NullMarked;
