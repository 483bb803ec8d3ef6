package io.aemp.boot.test.app;

import java.util.Locale;

import org.springframework.stereotype.Service;

/** What a port needs and a slice does not have. */
@Service
public class Locales {

	/** The locale. */
	public Locale locale() {
		return Locale.ROOT;
	}

}
