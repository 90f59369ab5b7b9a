package org.inesconnector.connector.setup;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesEntry;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.MauticSource;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticField;
import org.inesconnector.mautic.NewContactField;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Makes in Mautic a select that has the values of an INES list: INES's keys, under the labels that people read. */
@Service
public class ListFields {

    private static final Set<String> CHOSEN_FROM = Set.of("select", "lookup");

    private final ObjectProvider<MauticClient> mautic;

    ListFields(ObjectProvider<MauticClient> mautic) {
        this.mautic = mautic;
    }

    /** What became of it. */
    public sealed interface Outcome {

        /** @param created false where it was there */
        record There(MauticSource source, Message name, boolean created) implements Outcome {}

        record InTheWay(Message why) implements Outcome {}
    }

    /**
     * Done twice, it changes nothing.
     *
     * @param schema with INES's lists
     * @param language of the field's name in Mautic
     * @throws org.inesconnector.mautic.MauticException where Mautic cannot be used, or refuses it
     */
    public Outcome create(InesTarget target, Schema schema, Locale language) {
        var entries = schema.entries(target);
        if (entries.isEmpty()) {
            return new Outcome.InTheWay(Message.of("list-field.no-values", schema.label(target)));
        }
        var client = mautic.getObject();
        var fields = target.concept() == Concept.CONTACT ? client.contactFields() : client.companyFields();
        return fields.stream()
                .filter(field -> field.alias().equals(target.aliasInMautic()))
                .findFirst()
                .map(field -> found(field, target))
                .orElseGet(() -> there(make(client, wanted(target, entries, schema, language), target), target, true));
    }

    private static Outcome found(MauticField field, InesTarget target) {
        return CHOSEN_FROM.contains(field.type()) && field.published()
                ? there(field, target, false)
                : new Outcome.InTheWay(Message.of("list-field.in-the-way", field.alias()));
    }

    private static Outcome there(MauticField field, InesTarget target, boolean created) {
        var side = target.concept() == Concept.CONTACT ? MauticSource.Side.CONTACT : MauticSource.Side.COMPANY;
        return new Outcome.There(
                new MauticSource(side, field.alias()), Message.of("list-field.name", field.label(), field.alias()),
                created);
    }

    private static MauticField make(MauticClient client, NewContactField field, InesTarget target) {
        return target.concept() == Concept.CONTACT
                ? client.administration().createContactField(field)
                : client.administration().createCompanyField(field);
    }

    private static NewContactField wanted(
            InesTarget target, List<InesEntry> entries, Schema schema, Locale language) {
        var label = Messages.in(language).text("list-field.label", schema.label(target));
        return NewContactField.select(target.aliasInMautic(), label, choices(entries));
    }

    /** Of two with one label it is told which is which. */
    private static List<MauticField.Choice> choices(List<InesEntry> entries) {
        Map<String, Integer> times = new HashMap<>();
        entries.forEach(entry -> times.merge(entry.label(), 1, Integer::sum));
        return entries.stream()
                .map(entry -> new MauticField.Choice(
                        entry.key(),
                        times.getOrDefault(entry.label(), 0) > 1
                                ? entry.label() + " (" + entry.key() + ")"
                                : entry.label()))
                .toList();
    }
}
