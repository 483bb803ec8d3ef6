package io.aemp.boot.test.app;

import java.util.Locale;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;

/** Upper case for everybody. */
@AempPort(families = Uppers.FAMILY)
public class Uppers {

	/** The family. */
	public static final String FAMILY = "uppers";

	private final Locales locales;

	Uppers(Locales locales) {
		this.locales = locales;
	}

	@Receive("upper")
	String upper(String text) {
		Locale locale = this.locales.locale();
		return text.toUpperCase((locale != null) ? locale : Locale.ROOT);
	}

}
