package dev.tumbler.standins.lambda;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A Vert.x that remembers which of its timers are still to fire. */
final class CountedTimers {
    private final Set<Long> live = ConcurrentHashMap.newKeySet();
    private final Vertx real;

    private CountedTimers(Vertx real) {
        this.real = real;
    }

    static CountedTimers of(Vertx real) {
        return new CountedTimers(real);
    }

    Set<Long> live() {
        return live;
    }

    Vertx vertx() {
        return (Vertx)
                Proxy.newProxyInstance(CountedTimers.class.getClassLoader(), new Class<?>[] {Vertx.class}, this::call);
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("setTimer")) {
            return timer((Long) arguments[0], arguments[1]);
        }
        if (method.getName().equals("cancelTimer")) {
            live.remove((Long) arguments[0]);
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @SuppressWarnings("unchecked") // as Vert.x declares it
    private long timer(long delay, Object handler) {
        long id = real.setTimer(delay, fired -> {
            live.remove(fired);
            ((Handler<Long>) handler).handle(fired);
        });
        live.add(id);
        return id;
    }
}
