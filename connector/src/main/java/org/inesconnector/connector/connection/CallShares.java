package org.inesconnector.connector.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who gets how many of the calls that all processes may make together. Whoever wants any gets one, as long as there are
 * enough; nobody gets more than he wants while another gets less than that; what nobody wants is handed out too, so that
 * it is there when it is wanted. Where there are fewer calls than processes, they take turns.
 */
final class CallShares {

    private CallShares() {}

    /**
     * The share of each.
     *
     * @param wanted how many calls each would make at once, in an order that is the same for all
     * @param turn grows with time, likewise
     */
    static List<CallShare> of(CallShare limits, List<Integer> wanted, long turn) {
        var wanting = inTurn(
                IntStream.range(0, wanted.size()).filter(process -> wanted.get(process) > 0).boxed().toList(),
                Math.min(limits.atOnce(), limits.perSecond()),
                turn);
        var atOnce = atOnce(limits.atOnce(), wanted, wanting);
        var having = wanting.stream().filter(process -> atOnce[process] > 0).toList();
        var perSecond = perSecond(limits.perSecond(), atOnce, having);
        return IntStream.range(0, wanted.size())
                .mapToObj(process -> new CallShare(atOnce[process], perSecond[process]))
                .toList();
    }

    private static int[] atOnce(int limit, List<Integer> wanted, List<Integer> wanting) {
        var shares = new int[wanted.size()];
        int left = limit;
        var unsatisfied = new ArrayList<>(wanting);
        while (left > 0 && !wanting.isEmpty()) {
            for (int process : unsatisfied.isEmpty() ? wanting : List.copyOf(unsatisfied)) {
                if (left > 0) {
                    shares[process]++;
                    left--;
                }
            }
            unsatisfied.removeIf(process -> shares[process] >= wanted.get(process));
        }
        return shares;
    }

    /** By the number of calls at once; the remainder is spread over all. */
    private static int[] perSecond(int limit, int[] atOnce, List<Integer> having) {
        var shares = new int[atOnce.length];
        having.stream().limit(limit).forEach(process -> shares[process] = 1);
        long left = Math.max(0, limit - having.size());
        long all = IntStream.of(atOnce).sum();
        long before = 0;
        for (int process : having) {
            long upToThis = before + atOnce[process];
            shares[process] += (int) (left * upToThis / all - left * before / all);
            before = upToThis;
        }
        return shares;
    }

    /** Where there is not one for each, another is the first each time. */
    private static List<Integer> inTurn(List<Integer> processes, int limit, long turn) {
        if (processes.size() <= limit) {
            return processes;
        }
        int first = (int) Math.floorMod(turn, (long) processes.size());
        return IntStream.range(0, processes.size())
                .mapToObj(place -> processes.get((first + place) % processes.size()))
                .toList();
    }
}
