package io.aemp.boot.test.guide.ports;

import io.aemp.FamilyChange;
import io.aemp.PeerEvent;
import io.aemp.annotation.FamilyListener;
import io.aemp.boot.event.PortDiedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class Reporter {

	@FamilyListener("my_image_scalers")
	void scalersChanged(FamilyChange change) {
		System.out.println(change.contents().size() + " scalers");
	}

	@EventListener
	void nodeIsGone(PeerEvent.Down event) {
		System.out.println(event.node() + ": " + event.reason());
	}

	@EventListener
	void portDied(PortDiedEvent event) {
		System.out.println(event.port() + ": " + event.reason());
	}

}
