package io.aemp.boot.test.guide.orders;

record Order(String article, int count) {

}
