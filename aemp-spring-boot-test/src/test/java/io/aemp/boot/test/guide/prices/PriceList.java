package io.aemp.boot.test.guide.prices;

import io.aemp.annotation.AempPort;
import io.aemp.boot.test.guide.shop.Prices;

@AempPort(families = "prices")
class PriceList implements Prices {

	private final Articles articles;

	PriceList(Articles articles) {
		this.articles = articles;
	}

	@Override
	public int price(String article) {
		return this.articles.price(article);
	}

}
