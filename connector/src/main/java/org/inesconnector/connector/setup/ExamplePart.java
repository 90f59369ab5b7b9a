package org.inesconnector.connector.setup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.mautic.Automation;

/**
 * An example for people, made unpublished. It is recognised by its id, and by its name where another database made it; what
 * a person changes in it stays.
 */
record ExamplePart(
        Thing thing,
        String nameKey,
        String descriptionKey,
        String tag,
        Made made,
        Function<MauticNow, List<Automation>> list,
        Creation creation)
        implements
            Part {

    private static final int POINTS = 50;

    interface Creation {
        Automation create(MauticNow now, String name, String description);
    }

    static List<Part> all(String tag, Made made) {
        return List.of(
                new ExamplePart(
                        Thing.EXAMPLE_SEGMENT,
                        "setup.example.segment",
                        "setup.example.segment.description",
                        tag,
                        made,
                        MauticNow::segments,
                        (now, name, description) -> now.administration.createSegment(name, description)),
                new ExamplePart(
                        Thing.EXAMPLE_CAMPAIGN,
                        "setup.example.campaign",
                        "setup.example.campaign.description",
                        tag,
                        made,
                        MauticNow::campaigns,
                        (now, name, description) -> now.administration.createTaggingCampaign(
                                name, description, segment(made), tag)),
                new ExamplePart(
                        Thing.EXAMPLE_POINT_TRIGGER,
                        "setup.example.points",
                        "setup.example.points.description",
                        tag,
                        made,
                        MauticNow::pointTriggers,
                        (now, name, description) -> now.administration.createTaggingPointTrigger(
                                name, description, POINTS, tag)));
    }

    private static long segment(Made made) {
        return made.find(Thing.EXAMPLE_SEGMENT).orElseThrow().id();
    }

    @Override
    public Message name() {
        return Message.of(nameKey, tag, POINTS);
    }

    @Override
    public Optional<SetupItem> look(MauticNow now) {
        if (tag.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(existing(now).map(this::found).orElseGet(() -> SetupItem.missing(thing, name())));
    }

    private SetupItem found(Automation example) {
        made.remember(thing, example.id());
        return SetupItem.present(thing, Message.of("plain", example.name()));
    }

    private Optional<Automation> existing(MauticNow now) {
        var known = made.find(thing).map(Made.Known::id);
        var names = List.of(in(Locale.ENGLISH, nameKey), in(Locale.FRENCH, nameKey));
        var candidates = list.apply(now);
        return candidates.stream()
                .filter(candidate -> known.filter(id -> id == candidate.id()).isPresent())
                .findFirst()
                .or(() -> candidates.stream().filter(candidate -> names.contains(candidate.name())).findFirst());
    }

    /** The campaign takes its contacts from the segment, which Mautic may have refused. */
    @Override
    public boolean isPossible() {
        return thing != Thing.EXAMPLE_CAMPAIGN || made.find(Thing.EXAMPLE_SEGMENT).isPresent();
    }

    @Override
    public void put(MauticNow now, Locale language) {
        made.remember(thing, creation.create(now, in(language, nameKey), in(language, descriptionKey)).id());
    }

    private String in(Locale language, String key) {
        return Messages.in(language).text(key, tag, POINTS);
    }
}
