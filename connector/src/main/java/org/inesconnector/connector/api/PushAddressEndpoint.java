package org.inesconnector.connector.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.inesconnector.connector.direct.PushByAddress;
import org.inesconnector.connector.direct.PushByAddress.Taken;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.mautic.PushRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The address that Mautic's form and campaign actions post to. The form action shows the visitor what is answered other than
 * 200, and obeys some keys of what is answered with 200; the campaign action takes only 200 and 201 for a success.
 */
@RestController
@ConditionalOnWebApplication
class PushAddressEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(PushAddressEndpoint.class);

    /** A form's own fields are in it, and none of them is needed. */
    private static final int LONGEST = 1024 * 1024;

    private final PushByAddress pushes;
    private final LongBody body;

    PushAddressEndpoint(PushByAddress pushes, InstantSource clock) {
        this.pushes = pushes;
        this.body = new LongBody(LONGEST, clock);
    }

    @PostMapping({Addresses.PUSH, Addresses.PUSH_WITH_TOKEN})
    ResponseEntity<Map<String, String>> push(HttpServletRequest request) throws IOException {
        var whole = body.read(request);
        if (whole.isEmpty()) {
            return ResponseEntity.status(HttpStatus.REQUEST_TIMEOUT).build();
        }
        if (whole.get().length > LONGEST) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        try {
            return answer(pushes.take(PushRequest.parse(whole.get())));
        } catch (DataAccessException | TransactionException e) {
            LOG.error("A push that Mautic asked for could not be kept", e);
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
    }

    private static ResponseEntity<Map<String, String>> answer(Taken taken) {
        return switch (taken) {
            case Taken.Queued _,Taken.Kept _ -> ResponseEntity.ok(Map.of("push", "taken"));
            case Taken.NamesNobody _ -> {
                LOG.warn("{}", Messages.in(Locale.getDefault()).text(Message.of("api.push-names-nobody")));
                yield ResponseEntity.badRequest().build();
            }
        };
    }
}
