package org.inesconnector.connector.setup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.direct.DirectPushSettings;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.setup.SetupStep.Outcome;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Everything that the connector needs in Mautic: looked at, created, and, for the webhook, watched. */
@Service
public class MauticSetup {

    private final ObjectProvider<MauticClient> mautic;
    private final SetupSettings settings;
    private final WebhookWatch watch;
    private final List<Part> parts;

    MauticSetup(
            ObjectProvider<MauticClient> mautic,
            MappingSettings mapping,
            SetupSettings settings,
            DirectPushSettings push,
            WebhookSecret secret,
            Made made,
            WebhookWatch watch,
            InstantSource clock) {
        this.mautic = mautic;
        this.settings = settings;
        this.watch = watch;
        this.parts = Stream.<List<Part>>of(
                fields(mapping),
                List.of(
                        new TagPart(push.pushTag()),
                        new WebhookPart(settings, secret, made),
                        ReadingRight.auditLog(),
                        ReadingRight.companyLinks(clock)),
                ExamplePart.all(push.pushTag(), made))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Part> fields(MappingSettings mapping) {
        boolean isUsed = !mapping.stopSync().isBlank();
        return List.of(
                ContactFieldPart.reference(
                        Thing.CONTACT_REFERENCE, mapping.contactReference(), "ID contact INES"),
                ContactFieldPart.reference(Thing.CLIENT_REFERENCE, mapping.clientReference(), "ID client INES"),
                ContactFieldPart.flag(
                        Thing.STOP_SYNC,
                        isUsed ? mapping.stopSync() : MappingSettings.STOP_SYNC,
                        "Stop sync INES",
                        isUsed ? List.of() : List.of(Message.of("setup.field.not-mapped", MappingSettings.STOP_SYNC))));
    }

    /**
     * How everything stands; nothing in Mautic is changed.
     *
     * @throws MauticException where Mautic cannot be used
     */
    public List<SetupItem> look() {
        return List.copyOf(look(new MauticNow(mautic.getObject())).values());
    }

    private Map<Part, SetupItem> look(MauticNow now) {
        var items = new LinkedHashMap<Part, SetupItem>();
        parts.forEach(part -> look(part, now).ifPresent(item -> items.put(part, item)));
        return items;
    }

    private static Optional<SetupItem> look(Part part, MauticNow now) {
        try {
            return part.look(now);
        } catch (MauticException.Forbidden | MauticException.NotFound e) {
            return Optional.of(SetupItem.cannotTell(
                    part.thing(), part.name(), Failures.message(e), part.thing().byHand()));
        }
    }

    /**
     * Creates, of what is missing, the contact fields only.
     *
     * @return what those are called that are there and cannot be used as they are
     * @throws MauticException where Mautic cannot be used, or refuses one
     */
    public List<Message> createFields(Locale language) {
        var now = new MauticNow(mautic.getObject());
        var fields = parts.stream().filter(ContactFieldPart.class::isInstance).toList();
        fields.stream()
                .filter(part -> part.look(now).filter(SetupItem::canCreate).isPresent())
                .forEach(part -> part.put(now, language));
        return fields.stream()
                .flatMap(part -> part.look(now).stream())
                .filter(item -> !item.isGood() && !item.canCreate())
                .map(SetupItem::name)
                .toList();
    }

    /**
     * Creates what is missing, and puts right what is the connector's own affair; what a person changed stays. Done twice, it
     * changes nothing.
     *
     * @return what became of everything, in order
     * @throws MauticException where Mautic cannot be used; what was created until then stays
     */
    public List<SetupStep> create(SetupOptions options) {
        return create(part -> options.examples() || !part.thing().isExample(), options.language());
    }

    /**
     * As {@link #create(SetupOptions)}, but of one thing alone.
     *
     * @param language of what gets a name for people
     */
    public List<SetupStep> create(Thing thing, Locale language) {
        return create(part -> part.thing() == thing, language);
    }

    private List<SetupStep> create(Predicate<Part> wanted, Locale language) {
        var client = mautic.getObject();
        var now = new MauticNow(client);
        var before = look(now);
        var attempts = new LinkedHashMap<Part, Attempt>();
        before.forEach((part, item) -> attempts.put(part, attempt(part, item, now, wanted, language)));
        boolean changed = attempts.values().stream().anyMatch(attempt -> attempt.outcome() != Outcome.UNCHANGED);
        var after = changed ? look(new MauticNow(client)) : before;
        watch.look(client);
        return steps(before, after, attempts);
    }

    private record Attempt(Outcome outcome, Optional<Message> refusal) {}

    private static Attempt attempt(
            Part part, SetupItem item, MauticNow now, Predicate<Part> wanted, Locale language) {
        if (!item.canCreate() || !wanted.test(part) || !part.isPossible()) {
            return new Attempt(Outcome.UNCHANGED, Optional.empty());
        }
        try {
            part.put(now, language);
            boolean missing = item.state() instanceof SetupState.Missing;
            return new Attempt(missing ? Outcome.CREATED : Outcome.REPAIRED, Optional.empty());
        } catch (MauticException.Forbidden | MauticException.Refused | MauticException.NotFound e) {
            return new Attempt(Outcome.REFUSED, Optional.of(Failures.message(e)));
        }
    }

    private static List<SetupStep> steps(
            Map<Part, SetupItem> before, Map<Part, SetupItem> after, Map<Part, Attempt> attempts) {
        var steps = new ArrayList<SetupStep>();
        attempts.forEach((part, attempt) -> {
            var item = Objects.requireNonNull(after.getOrDefault(part, before.get(part)));
            steps.add(new SetupStep(
                    attempt.outcome() == Outcome.REFUSED
                            ? item.withMoreAdvice(List.of(part.thing().byHand()))
                            : item,
                    attempt.outcome(),
                    attempt.refusal()));
        });
        return steps;
    }

    /**
     * Sees whether Mautic still sends its events here, and remembers it; asks Mautic only about a webhook that was set up.
     *
     * @throws MauticException where Mautic cannot be used
     */
    public void watchWebhook() {
        watch.look(mautic.getObject());
    }

    /** How often {@link #watchWebhook} is to be called. */
    public Duration webhookInterval() {
        return settings.webhookInterval();
    }

    /** The webhook as it was seen last; empty where none is watched. Mautic is not asked. */
    public Optional<WebhookState> webhook() {
        return watch.last();
    }

    /** Where Mautic reaches this connector, without a slash at its end; empty where no usable address is set. */
    public Optional<String> publicAddress() {
        return settings.address();
    }

    /** Whether {@link #publicAddress} could be this. */
    public static boolean isPublicAddress(String written) {
        return SetupSettings.isUsable(written);
    }
}
