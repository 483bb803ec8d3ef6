package io.aemp.sample.chat;

import io.aemp.annotation.AempExchange;
import io.aemp.annotation.ToPort;

/**
 * What a chat server understands, from clients and from other servers. Each message goes
 * to the server whose port is named.
 */
interface ChatService {

	/**
	 * A client joins the chat.
	 * @param server the port ID of the server
	 * @param client the port ID of the client
	 * @param nick the name of its user
	 */
	@AempExchange("join")
	void join(@ToPort String server, String client, String nick);

	/**
	 * Somebody says something to all.
	 * @param server the port ID of the server
	 * @param nick who says it
	 * @param text what is said
	 */
	@AempExchange("privmsg")
	void privmsg(@ToPort String server, String nick, String text);

	/**
	 * A line for the clients of a server, from another server.
	 * @param server the port ID of the server
	 * @param line the line
	 */
	@AempExchange("relay")
	void relay(@ToPort String server, String line);

	/**
	 * A client is in the chat, by another server.
	 * @param server the port ID of the server
	 * @param host the port ID of the other server
	 * @param client the port ID of the client
	 * @param nick the name of its user
	 */
	@AempExchange("guest")
	void guest(@ToPort String server, String host, String client, String nick);

	/**
	 * A client of another server has left.
	 * @param server the port ID of the server
	 * @param host the port ID of the other server
	 * @param client the port ID of the client
	 */
	@AempExchange("guest_left")
	void guestLeft(@ToPort String server, String host, String client);

}
