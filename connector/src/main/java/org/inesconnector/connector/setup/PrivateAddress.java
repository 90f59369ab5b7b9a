package org.inesconnector.connector.setup;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Mautic 7 sends no webhook to a private address unless its setting {@code webhook_allowed_private_addresses} has it. */
final class PrivateAddress {

    private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})\\..*");
    private static final int FIRST_THAT_REFUSES = 7;

    private PrivateAddress() {}

    static boolean isRefusedBy(MauticNow now, URI address) {
        return isPrivate(address.getHost()) && major(now.version()) >= FIRST_THAT_REFUSES;
    }

    private static int major(String version) {
        var matcher = MAJOR.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** As seen from here: Mautic may see another address, or none. */
    private static boolean isPrivate(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(PrivateAddress::isPrivate);
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                || isUniqueLocal(address.getAddress());
    }

    /** IPv6's {@code fc00::/7}. */
    private static boolean isUniqueLocal(byte[] address) {
        return address.length == 16 && (address[0] & 0xfe) == 0xfc;
    }
}
