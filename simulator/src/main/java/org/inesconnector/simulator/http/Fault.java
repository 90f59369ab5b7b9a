package org.inesconnector.simulator.http;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** Something that goes wrong with a call on demand. In JSON its {@code kind} is the record's name in small letters. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
        @JsonSubTypes.Type(value = Fault.Answer.class, name = "answer"),
        @JsonSubTypes.Type(value = Fault.Held.class, name = "held"),
        @JsonSubTypes.Type(value = Fault.Late.class, name = "late"),
        @JsonSubTypes.Type(value = Fault.Cut.class, name = "cut"),
        @JsonSubTypes.Type(value = Fault.Truncated.class, name = "truncated"),
        @JsonSubTypes.Type(value = Fault.Malformed.class, name = "malformed"),
        @JsonSubTypes.Type(value = Fault.Replaced.class, name = "replaced"),
        @JsonSubTypes.Type(value = Fault.Drip.class, name = "drip"),
        @JsonSubTypes.Type(value = Fault.Latency.class, name = "latency"),
        @JsonSubTypes.Type(value = Fault.Lasting.class, name = "lasting"),
        @JsonSubTypes.Type(value = Fault.Effect.class, name = "effect")})
public sealed interface Fault {

    enum When {
        BEFORE_THE_WORK, AFTER_THE_WORK, IN_THE_ANSWER
    }

    /** Another answer than the simulator's own. */
    record Answer(When when, int status, String contentType, String body) implements Fault {}

    /**
     * No answer for a time, or until {@link Faults#release()}. Before the work: the connection is then cut and nothing
     * was done. After the work: the answer then comes, if anybody still waits for it.
     */
    record Held(When when, Duration time) implements Fault {}

    /**
     * Nothing for a time, or until {@link Faults#release()}; then it is done and answered, also where nobody waits any more,
     * as when the caller has died.
     */
    record Late(Duration time) implements Fault {}

    /** The connection is closed: without a byte of an answer, or in the middle of it. */
    record Cut(When when) implements Fault {}

    /** The first half of the answer's body, properly sent. The work was done. */
    record Truncated() implements Fault {}

    /** The answer's body, with signs in it that neither XML nor JSON can hold there. The work was done. */
    record Malformed() implements Fault {}

    /** The answer with every match of a regular expression replaced. The work was done. */
    record Replaced(String pattern, String replacement) implements Fault {}

    /** The answer a few bytes at a time, with a pause before each. The work was done. */
    record Drip(int bytes, Duration pause) implements Fault {}

    /**
     * A wait before the work, longer by a random part of {@code jitter}, or until {@link Faults#release()}. Goes together
     * with any other fault.
     */
    record Latency(Duration time, Duration jitter) implements Fault {}

    /**
     * The call lasts so long in all, the work included, unless the work takes longer. Goes together with any other fault.
     */
    record Lasting(Duration time) implements Fault {}

    /** Something that only the one simulator knows how to do, by name, before the work: see {@link Protocol#effect}. */
    record Effect(String name) implements Fault {}

    /** An answer of a server that is ill: nothing was done. */
    static Fault status(int status) {
        return new Answer(When.BEFORE_THE_WORK, status, "text/plain", "");
    }

    /** What a proxy or a maintenance page in front of the service answers, with status 200: nothing was done. */
    static Fault htmlPage() {
        return new Answer(When.BEFORE_THE_WORK, 200, "text/html;charset=UTF-8",
                "<!DOCTYPE html><html><body><h1>Maintenance en cours</h1></body></html>");
    }

    static Fault latency(Duration time) {
        return new Latency(time, Duration.ZERO);
    }

    static Fault lasting(Duration time) {
        return new Lasting(time);
    }

    static Fault cut(When when) {
        return new Cut(when);
    }

    static Fault held(When when, Duration time) {
        return new Held(when, time);
    }

    static Fault late(Duration time) {
        return new Late(time);
    }
}
