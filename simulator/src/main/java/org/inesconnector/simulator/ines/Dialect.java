package org.inesconnector.simulator.ines;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How this INES's contracts differ from ours: the published ones are not ours to choose. What speaks another dialect is
 * not understood.
 *
 * @param soapActionPrefix what stands before the operation's name in a SOAPAction
 * @param otherOrder the elements of every record come in the order of their names
 * @param moreElements by type, such as {@code ContactInfo}: optional texts that our contract does not have
 * @param unread elements that {@code ContactInfo} does not have: GetContact does not answer them
 */
public record Dialect(
        String namespace, String soapActionPrefix, boolean otherOrder, Map<String, List<String>> moreElements,
        Set<String> unread) {

    public static final Dialect OURS = new Dialect(Soap.NAMESPACE, Soap.NAMESPACE + "/", false, Map.of(),
            Set.of());
    private static final String NOT_SPOKEN = "urn:not-spoken-here";

    public Dialect {
        moreElements = Map.copyOf(moreElements);
        unread = Set.copyOf(unread);
    }

    public Dialect(String namespace, String soapActionPrefix, boolean otherOrder,
            Map<String, List<String>> moreElements) {
        this(namespace, soapActionPrefix, otherOrder, moreElements, Set.of());
    }

    public static Dialect without(String... unread) {
        return new Dialect(OURS.namespace, OURS.soapActionPrefix, false, Map.of(), Set.of(unread));
    }

    /** A request in this dialect as ours. */
    String incoming(String request) {
        return namespace.equals(Soap.NAMESPACE)
                ? request
                : quoted(quoted(request, Soap.NAMESPACE, NOT_SPOKEN), namespace, Soap.NAMESPACE);
    }

    String incomingAction(String action) {
        var bare = action.replace("\"", "");
        return bare.startsWith(soapActionPrefix)
                ? Soap.NAMESPACE + "/" + bare.substring(soapActionPrefix.length())
                : NOT_SPOKEN;
    }

    /** An answer of ours in this dialect. */
    String outgoing(String answer) {
        var said = answer;
        for (var element : answer.contains("GetContactResult") ? unread : Set.<String>of()) {
            said = said.replaceAll("<((?:\\w+:)?" + element + ")(?:/>|>[^<]*</\\1>)", "");
        }
        return quoted(said, Soap.NAMESPACE, namespace);
    }

    /** A contract of ours in this dialect. */
    String contract(String wsdl) {
        var edited = new ContractEditor(wsdl);
        moreElements.forEach(edited::addElements);
        edited.removeElements("ContactInfo", unread);
        if (otherOrder) {
            edited.sortElements();
        }
        return quoted(edited.text().replace("soapAction=\"" + Soap.NAMESPACE + "/",
                "soapAction=\"" + soapActionPrefix), Soap.NAMESPACE, namespace);
    }

    private static String quoted(String text, String from, String to) {
        return Pattern.compile("([\"'])" + Pattern.quote(from) + "\\1").matcher(text)
                .replaceAll("$1" + Matcher.quoteReplacement(to) + "$1");
    }
}
