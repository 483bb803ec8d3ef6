package io.aemp.sample.web;

import io.aemp.sample.chat.Chat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Shows this node, and lets one chat. */
@RestController
@RequestMapping("/api")
class PageController {

	private static final int MAX_NICK = 32;

	private static final int MAX_TEXT = 2000;

	private final Overviews overviews;

	private final Pages pages;

	private final Chat chat;

	PageController(Overviews overviews, Pages pages, Chat chat) {
		this.overviews = overviews;
		this.pages = pages;
		this.chat = chat;
	}

	@GetMapping("/overview")
	Overview overview() {
		return this.overviews.now();
	}

	@GetMapping("/events")
	SseEmitter events(@RequestParam(required = false) @Nullable String nick) {
		return this.pages.open((nick != null) ? printable("nick", nick, MAX_NICK) : null);
	}

	@PostMapping("/chat")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void say(@RequestParam String nick, @RequestParam String text) {
		this.chat.say(printable("nick", nick, MAX_NICK), printable("text", text, MAX_TEXT));
	}

	@ExceptionHandler(IllegalStateException.class)
	@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
	void notNow() {
	}

	private static String printable(String name, String value, int limit) {
		String text = value.strip();
		if (text.isEmpty() || text.length() > limit || text.chars().anyMatch(Character::isISOControl)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"'" + name + "' must have 1 to " + limit + " printable characters");
		}
		return text;
	}

}
