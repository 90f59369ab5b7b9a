package org.inesconnector.connector.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldDefinition;
import org.inesconnector.ines.SyncInfo;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.mautic.MauticField;

/** The fields of a Mautic as it is installed, and those of an INES. */
final class Both {

    static final Map<ValueList, List<ValueListEntry>> LISTS = Map.of(
            ValueList.CONTACT_TYPES, List.of(new ValueListEntry(1, "Prospect"), new ValueListEntry(2, "Décideur")),
            ValueList.USERS,
            List.of(new ValueListEntry(7, "Anne Martin"), new ValueListEntry(8, "Jean Dupont"),
                    new ValueListEntry(9, "Jean Dupont")));

    static final List<CustomFieldDefinition> CUSTOM = List.of(
            new CustomFieldDefinition(5, "Note interne", CustomFieldDefinition.Type.TEXT, List.of()),
            new CustomFieldDefinition(
                    7, "Température", CustomFieldDefinition.Type.LIST, List.of("Très chaud", "Tiède", "Froid")));

    private Both() {}

    static MauticField field(String alias, String label, String type, String... choices) {
        return new MauticField(1, alias, label, type, true,
                Arrays.stream(choices).map(value -> new MauticField.Choice(value, value)).toList());
    }

    static List<MauticField> contactFields() {
        return List.of(
                field("id_contact_ines", "ID contact INES", "number"),
                field("id_client_ines", "ID client INES", "number"),
                field("stop_sync_ines", "Stop sync INES", "boolean"),
                field("title", "Title", "lookup", "Mr", "Mrs", "Miss"),
                field("firstname", "First Name", "text"),
                field("lastname", "Last Name", "text"),
                field("company", "Primary company", "text"),
                field("position", "Position", "text"),
                field("email", "Email", "email"),
                field("mobile", "Mobile", "tel"),
                field("phone", "Phone", "tel"),
                field("points", "Points", "number"),
                field("fax", "Fax", "tel"),
                field("address1", "Address Line 1", "text"),
                field("address2", "Address Line 2", "text"),
                field("city", "City", "text"),
                field("state", "State", "region"),
                field("zipcode", "Zip Code", "text"),
                field("country", "Country", "country"),
                field("preferred_locale", "Preferred Locale", "locale"),
                field("last_active", "Date Last Active", "datetime"));
    }

    static List<MauticField> companyFields() {
        return List.of(
                field("companyname", "Company Name", "text"),
                field("companyphone", "Phone", "tel"),
                field("companyaddress1", "Address 1", "text"),
                field("companycity", "City", "text"),
                field("companyzipcode", "Zip Code", "text"),
                field("companywebsite", "Website", "url"),
                field("companynumber_of_employees", "Number of Employees", "number"),
                field("companyannual_revenue", "Annual Revenue", "number"),
                field("companyindustry", "Industry", "select", "Agriculture", "Banking"));
    }

    static Schema schema(MauticField... more) {
        var contact = new ArrayList<>(contactFields());
        contact.addAll(List.of(more));
        return schema(contact, companyFields());
    }

    static Schema schema(List<MauticField> contact, List<MauticField> company) {
        return Schema.of(contact, company, new SyncInfo(OptionalInt.empty(), 3, CUSTOM, List.of(), false), LISTS);
    }

    static InesTarget contact(ContactField field) {
        return new InesTarget.Standard(Concept.CONTACT, field);
    }

    static InesTarget client(ClientField field) {
        return new InesTarget.Standard(Concept.CLIENT, field);
    }

    static InesTarget custom(int id) {
        return new InesTarget.Custom(Concept.CONTACT, id);
    }

    static MauticSource ofContact(String alias) {
        return new MauticSource(MauticSource.Side.CONTACT, alias);
    }

    static MauticSource ofCompany(String alias) {
        return new MauticSource(MauticSource.Side.COMPANY, alias);
    }
}
