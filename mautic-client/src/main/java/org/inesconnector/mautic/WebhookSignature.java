package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The header {@code Webhook-Signature}: base64 of the HMAC-SHA256 of the exact body with the webhook's secret. */
public final class WebhookSignature {

    public static final String HEADER = "Webhook-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * Whether a request was signed with this secret. Takes as long for a wrong signature as for the right one.
     *
     * @param header as received; null where there was none
     */
    public static boolean matches(byte[] body, @Nullable String header, String secret) {
        return header != null && !secret.isEmpty()
                && MessageDigest.isEqual(of(body, secret).getBytes(US_ASCII), header.strip().getBytes(UTF_8));
    }

    /** The header's value for a body, as Mautic computes it. */
    public static String of(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, missing);
        }
    }
}
