package io.aemp.boot.test.guide.prices;

import org.springframework.stereotype.Repository;

@Repository
class Articles {

	int price(String article) {
		return article.length();
	}

}
