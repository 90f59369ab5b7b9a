package org.inesconnector.connector.sync;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MauticSource;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldDefinition;
import org.inesconnector.ines.InesField;
import org.inesconnector.ines.InesValue;
import org.inesconnector.ines.SyncInfo;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.mautic.DoNotContact;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticField;

/** One contact of one company, known to both sides, from which the tests depart. */
final class Sample {

    static final int CONTACT_REF = 500;
    static final int CLIENT_REF = 300;
    static final int LEAD_CHANNEL = 4;
    static final long CONTACT_ID = 42;
    static final long COMPANY_ID = 9;
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    static final InesTarget CUSTOM_TEXT = new InesTarget.Custom(Concept.CONTACT, 101);
    static final InesTarget CUSTOM_NUMBER = new InesTarget.Custom(Concept.CONTACT, 102);
    static final InesTarget CUSTOM_FLAG = new InesTarget.Custom(Concept.CONTACT, 103);
    static final InesTarget CUSTOM_DATE = new InesTarget.Custom(Concept.CONTACT, 104);
    static final InesTarget CUSTOM_CHOICE = new InesTarget.Custom(Concept.CONTACT, 105);
    static final InesTarget CUSTOM_USER = new InesTarget.Custom(Concept.CONTACT, 106);

    private static final List<CustomFieldDefinition> CUSTOM_FIELDS = List.of(
            new CustomFieldDefinition(101, "Note", CustomFieldDefinition.Type.TEXT, List.of()),
            new CustomFieldDefinition(102, "Surface", CustomFieldDefinition.Type.NUMERAL, List.of()),
            new CustomFieldDefinition(103, "Partenaire", CustomFieldDefinition.Type.BOOLEAN, List.of()),
            new CustomFieldDefinition(104, "Echéance", CustomFieldDefinition.Type.DATE, List.of()),
            new CustomFieldDefinition(105, "Couleur", CustomFieldDefinition.Type.LIST, List.of("Rouge", "Vert")),
            new CustomFieldDefinition(106, "Parrain", CustomFieldDefinition.Type.USER, List.of()));

    private static final Map<ValueList, List<ValueListEntry>> LISTS = Map.of(
            ValueList.USERS,
            List.of(
                    new ValueListEntry(7, "Anne Martin"),
                    new ValueListEntry(8, "Jean Dupont"),
                    new ValueListEntry(9, "Jean Dupont"),
                    new ValueListEntry(10, "7")));

    static final Mapping MAPPING = mapping(
            field(contact(ContactField.PRIMARY_MAIL_ADDRESS), "email", FieldRule.ONLY_WHERE_EMPTY),
            field(contact(ContactField.LAST_NAME), "lastname", FieldRule.ALWAYS),
            field(contact(ContactField.CITY), "city", FieldRule.ALWAYS),
            field(CUSTOM_TEXT, "note", FieldRule.ALWAYS),
            field(client(ClientField.COMPANY_NAME), "companyname", FieldRule.ONLY_WHERE_EMPTY),
            field(client(ClientField.CITY), "companycity", FieldRule.ALWAYS));

    private Sample() {}

    static InesTarget contact(InesField field) {
        return new InesTarget.Standard(Concept.CONTACT, field);
    }

    static InesTarget client(InesField field) {
        return new InesTarget.Standard(Concept.CLIENT, field);
    }

    static FieldMapping field(InesTarget target, String alias, FieldRule rule) {
        var side = target.concept() == Concept.CONTACT ? MauticSource.Side.CONTACT : MauticSource.Side.COMPANY;
        return new FieldMapping(target, new MauticSource(side, alias), rule);
    }

    static Mapping mapping(FieldMapping... fields) {
        return new Mapping("id_contact_ines", "id_client_ines", Optional.of("stop"), List.of(fields));
    }

    /** With no Mautic fields but those given: all others count as texts. */
    static Schema schema(OptionalInt leadChannel, MauticField... contactFields) {
        var info = new SyncInfo(leadChannel, 3, CUSTOM_FIELDS, List.of(), false);
        return Schema.of(List.of(contactFields), List.of(), info, LISTS);
    }

    static Schema schema() {
        return schema(OptionalInt.of(LEAD_CHANNEL));
    }

    static Conversion conversion() {
        return new Conversion(schema(), PARIS);
    }

    static Planner planner(Schema schema) {
        return new Planner(schema, new LeadWording(Messages.in(Locale.ENGLISH), PARIS));
    }

    static MauticContact mauticContact(Map<String, String> fields, DoNotContact... doNotContact) {
        return new MauticContact(CONTACT_ID, 25, fields, List.of(doNotContact), List.of());
    }

    static MauticContact mauticContact() {
        return mauticContact(Map.of("email", "ada@acme.example", "lastname", "Lovelace", "city", "Lyon"));
    }

    static MauticCompany mauticCompany() {
        return new MauticCompany(COMPANY_ID, Map.of("companyname", "Acme", "companycity", "Paris"));
    }

    static Contact inesContact() {
        return Contact.blank()
                .with(ContactField.INTERNAL_REF, InesValue.whole(CONTACT_REF))
                .with(ContactField.COMPANY_REF, InesValue.whole(CLIENT_REF))
                .with(ContactField.AUTOMATION_REF, InesValue.whole((int) CONTACT_ID))
                .with(ContactField.SCORING, InesValue.whole(25))
                .with(ContactField.PRIMARY_MAIL_ADDRESS, InesValue.text("ada@acme.example"))
                .with(ContactField.LAST_NAME, InesValue.text("Lovelace"))
                .with(ContactField.CITY, InesValue.text("Lyon"));
    }

    static Client inesClient() {
        return Client.blank()
                .with(ClientField.INTERNAL_REF, InesValue.whole(CLIENT_REF))
                .with(ClientField.COMPANY_NAME, InesValue.text("Acme"))
                .with(ClientField.CITY, InesValue.text("Paris"));
    }
}
