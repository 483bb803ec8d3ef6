package io.aemp.sample.web;

import java.util.List;
import java.util.Optional;

import io.aemp.Network;
import io.aemp.sample.chat.Chat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/** Tests for {@link PageController}. */
@WebMvcTest(PageController.class)
class PageControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private Overviews overviews;

	@MockitoBean
	private Pages pages;

	@MockitoBean
	private Chat chat;

	@Test
	void showsTheNode() {
		given(this.overviews.now())
			.willReturn(new Overview("me", Network.Role.GLOBAL, Optional.of("me"), List.of("127.0.0.1:4040"), 2));
		assertThat(this.mvc.get().uri("/api/overview")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{"node": "me", "role": "GLOBAL", "primary": "me", "listeners": ["127.0.0.1:4040"], "peers": 2}""");
	}

	@Test
	void showsThePage() {
		assertThat(this.mvc.get().uri("/")).hasStatusOk().hasForwardedUrl("index.html");
	}

	@Test
	void says() {
		assertThat(this.mvc.post().uri("/api/chat").param("nick", " anna ").param("text", "<b>é</b>"))
			.hasStatus(HttpStatus.ACCEPTED);
		then(this.chat).should().say("anna", "<b>é</b>");
	}

	@ParameterizedTest
	@CsvSource({ "'',text", "nick,' '", "'a\tb',text", "123456789012345678901234567890123,text" })
	void refusesWhatCannotBeSaid(String nick, String text) {
		assertThat(this.mvc.post().uri("/api/chat").param("nick", nick).param("text", text))
			.hasStatus(HttpStatus.BAD_REQUEST);
		then(this.chat).shouldHaveNoInteractions();
	}

	@Test
	void tellsThatTheChatServerIsAway() {
		willThrow(new IllegalStateException()).given(this.chat).say("anna", "hello");
		assertThat(this.mvc.post().uri("/api/chat").param("nick", "anna").param("text", "hello"))
			.hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void opensPagesWithAndWithoutNick() {
		SseEmitter ended = new SseEmitter();
		ended.complete();
		given(this.pages.open("anna")).willReturn(ended);
		given(this.pages.open(null)).willReturn(ended);
		assertThat(this.mvc.get().uri("/api/events?nick=anna")).hasStatusOk();
		assertThat(this.mvc.get().uri("/api/events")).hasStatusOk();
		assertThat(this.mvc.get().uri("/api/events?nick=")).hasStatus(HttpStatus.BAD_REQUEST);
		then(this.pages).should().open("anna");
		then(this.pages).should().open(null);
	}

}
