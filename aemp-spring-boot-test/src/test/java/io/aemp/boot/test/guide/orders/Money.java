package io.aemp.boot.test.guide.orders;

record Money(long cents, String currency) {

}
