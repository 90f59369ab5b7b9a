package org.inesconnector.simulator.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a fault happens: to the calls of an operation, after the first {@code skip} of them, {@code times} times, with a
 * probability.
 *
 * @param operation such as {@code AddContact} or {@code GET contacts/*}; {@code *} stands for anything
 * @param seed of the random numbers that decide, so that a run can be repeated
 */
public record FaultRule(String operation, int skip, int times, double probability, long seed, Fault fault) {

    public static final String ANY = "*";

    @JsonCreator
    static FaultRule of(@JsonProperty("operation") @Nullable String operation,
            @JsonProperty("skip") @Nullable Integer skip, @JsonProperty("times") @Nullable Integer times,
            @JsonProperty("probability") @Nullable Double probability, @JsonProperty("seed") @Nullable Long seed,
            @JsonProperty(value = "fault", required = true) Fault fault) {
        return new FaultRule(operation == null ? ANY : operation, skip == null ? 0 : skip,
                times == null ? Integer.MAX_VALUE : times, probability == null ? 1 : probability,
                seed == null ? 0 : seed, fault);
    }

    boolean concerns(String name) {
        return operation.indexOf('*') < 0 ? name.equals(operation) : operation.equals(ANY) || matches(name);
    }

    private boolean matches(String name) {
        var parts = Arrays.stream(operation.split("\\*", -1)).map(Pattern::quote);
        return name.matches(parts.collect(Collectors.joining(".*")));
    }
}
