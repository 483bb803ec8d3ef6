package io.aemp.boot.test.guide.ports;

record Order(String article, double price) {

}
