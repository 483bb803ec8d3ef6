package io.aemp.sample.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.aemp.Network;
import io.aemp.PortInfo;
import io.aemp.logcatcher.LogLevel;
import io.aemp.sample.chat.Chat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
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
		given(this.overviews.now()).willReturn(new Overview("me", Network.Role.GLOBAL, Optional.of("me"),
				List.of("127.0.0.1:4040"), List.of(), Map.of("family", Map.of("me#1", "")),
				List.of(new PortInfo("me#1", "chat server", Set.of("join"), false, false, 0, 7, 1))));
		assertThat(this.mvc.get().uri("/api/overview")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{"node": "me", "role": "GLOBAL", "primary": "me", "listeners": ["127.0.0.1:4040"], "peers": [],
				"families": {"family": {"me#1": ""}},
				"ports": [{"id": "me#1", "label": "chat server", "tags": ["join"], "received": 7}]}""");
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
		given(this.pages.open("anna", LogLevel.OFF)).willReturn(ended);
		given(this.pages.open(null, LogLevel.OFF)).willReturn(ended);
		assertThat(this.mvc.get().uri("/api/events?nick=anna")).hasStatusOk();
		assertThat(this.mvc.get().uri("/api/events")).hasStatusOk();
		assertThat(this.mvc.get().uri("/api/events?nick=")).hasStatus(HttpStatus.BAD_REQUEST);
		then(this.pages).should().open("anna", LogLevel.OFF);
		then(this.pages).should().open(null, LogLevel.OFF);
	}

	@Test
	void opensPagesThatShowTheLog() {
		SseEmitter ended = new SseEmitter();
		ended.complete();
		given(this.pages.open(null, LogLevel.WARN)).willReturn(ended);
		assertThat(this.mvc.get().uri("/api/events?log=warn")).hasStatusOk();
		assertThat(this.mvc.get().uri("/api/events?log=loud")).hasStatus(HttpStatus.BAD_REQUEST);
		then(this.pages).should().open(null, LogLevel.WARN);
	}

	@Test
	void changesTheLevelOfTheLog() {
		given(this.pages.logLevel("me#1", LogLevel.DEBUG)).willReturn(true);
		assertThat(log("me#1", "debug")).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(log("me#2", "debug")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(log("me#1", "loud")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	private MvcTestResult log(String page, String level) {
		return this.mvc.post().uri("/api/log").param("page", page).param("level", level).exchange();
	}

}
