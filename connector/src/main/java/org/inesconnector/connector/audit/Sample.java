package org.inesconnector.connector.audit;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Chooses so many of a row of contacts, each as likely as any other, while they go by. */
final class Sample {

    private final RandomGenerator random;
    private long wanted;
    private long left;

    private Sample(long wanted, long population, RandomGenerator random) {
        this.wanted = wanted;
        this.left = population;
        this.random = random;
    }

    static Sample all() {
        return new Sample(Long.MAX_VALUE, Long.MAX_VALUE, ThreadLocalRandom.current());
    }

    /** @param population of how many; where there are more in the end, those that come last are not chosen */
    static Sample of(long wanted, long population, RandomGenerator random) {
        return new Sample(Math.min(wanted, population), population, random);
    }

    boolean takesNext() {
        boolean taken = wanted > 0 && (left <= wanted || random.nextLong(left) < wanted);
        left--;
        if (taken) {
            wanted--;
        }
        return taken;
    }
}
