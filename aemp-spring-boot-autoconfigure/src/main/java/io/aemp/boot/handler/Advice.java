package io.aemp.boot.handler;

import java.util.function.Supplier;

/**
 * A bean with methods that turn exceptions of all ports into answers.
 *
 * @param type its class
 * @param bean supplies it
 */
public record Advice(Class<?> type, Supplier<Object> bean) {

}
