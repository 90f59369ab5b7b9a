package org.inesconnector.connector.mapping;

import static org.inesconnector.connector.mapping.Concept.CLIENT;
import static org.inesconnector.connector.mapping.Concept.CONTACT;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesField;
import org.inesconnector.ines.ValueList;

/** The standard fields that INES offers for mapping. */
public final class OfferedFields {

    private static final ValueKind TEXT = new ValueKind.Text();
    private static final ValueKind EMAIL = new ValueKind.Email();
    private static final ValueKind WHOLE = new ValueKind.WholeNumber();
    private static final ValueKind DATE = new ValueKind.Date();
    private static final ValueKind FLAG = new ValueKind.Flag();
    private static final ValueKind USER = new ValueKind.Listed(ValueList.USERS);
    private static final ValueKind CONFIDENTIALITY = choice("-1", "lecture seule", "0", "lecture/écriture", "1",
            "confidentiel");
    private static final ValueKind RANK = choice("0", "secondaire", "1", "principal", "2", "archivé");

    private static final List<OfferedField> ALL = List.of(
            required(CONTACT, ContactField.PRIMARY_MAIL_ADDRESS, EMAIL),
            offered(CONTACT, ContactField.GENRE, TEXT),
            offered(CONTACT, ContactField.LAST_NAME, TEXT),
            offered(CONTACT, ContactField.FIRST_NAME, TEXT),
            offered(CONTACT, ContactField.FUNCTION, TEXT),
            offered(CONTACT, ContactField.TYPE, new ValueKind.Listed(ValueList.CONTACT_TYPES)),
            offered(CONTACT, ContactField.SERVICE, TEXT),
            offered(CONTACT, ContactField.BUSSINES_TELEPHONE, TEXT),
            offered(CONTACT, ContactField.HOME_TELEPHONE, TEXT),
            offered(CONTACT, ContactField.MOBILE_PHONE, TEXT),
            offered(CONTACT, ContactField.FAX, TEXT),
            offered(CONTACT, ContactField.BUSINESS_ADDRESS, TEXT),
            offered(CONTACT, ContactField.HOME_ADDRESS, TEXT),
            offered(CONTACT, ContactField.ZIP_CODE, TEXT),
            offered(CONTACT, ContactField.CITY, TEXT),
            offered(CONTACT, ContactField.STATE, TEXT),
            offered(CONTACT, ContactField.COUNTRY, TEXT),
            offered(CONTACT, ContactField.LANGUAGE, TEXT),
            offered(CONTACT, ContactField.AUTHOR, USER),
            offered(CONTACT, ContactField.COMMENT, TEXT),
            offered(CONTACT, ContactField.CONFIDENTIALITY, CONFIDENTIALITY),
            offered(CONTACT, ContactField.DATE_OF_BIRTH, DATE),
            offered(CONTACT, ContactField.RANG, RANK),
            offered(CONTACT, ContactField.SECONDARY_MAIL_ADDRESS, EMAIL),
            neverOverwritten(CONTACT, ContactField.N_PAI, FLAG),
            required(CLIENT, ClientField.COMPANY_NAME, TEXT),
            offered(CLIENT, ClientField.TYPE, new ValueKind.Listed(ValueList.CLIENT_TYPES)),
            offered(CLIENT, ClientField.MANAGER, USER),
            offered(CLIENT, ClientField.SALES_RESPONSABLE, new ValueKind.Listed(ValueList.STAFF)),
            offered(CLIENT, ClientField.TECHNICAL_RESPONSABLE, USER),
            offered(CLIENT, ClientField.PHONE, TEXT),
            offered(CLIENT, ClientField.FAX, TEXT),
            offered(CLIENT, ClientField.ADDRESS1, TEXT),
            offered(CLIENT, ClientField.ADDRESS2, TEXT),
            offered(CLIENT, ClientField.ZIP_CODE, TEXT),
            offered(CLIENT, ClientField.CITY, TEXT),
            offered(CLIENT, ClientField.STATE, TEXT),
            offered(CLIENT, ClientField.COUNTRY, TEXT),
            offered(CLIENT, ClientField.ORIGIN, new ValueKind.Listed(ValueList.ORIGINS)),
            offered(CLIENT, ClientField.WEBSITE, TEXT),
            offered(CLIENT, ClientField.CONFIDENTIALITY, CONFIDENTIALITY),
            offered(CLIENT, ClientField.COMMENTS, TEXT),
            offered(CLIENT, ClientField.CUSTOMER_NUMBER, WHOLE),
            offered(CLIENT, ClientField.LANGUAGE, TEXT),
            offered(CLIENT, ClientField.ACTIVITY, TEXT),
            offered(CLIENT, ClientField.SCORING, TEXT),
            offered(CLIENT, ClientField.EFFECTIF, WHOLE),
            offered(CLIENT, ClientField.CA, WHOLE));

    private static final Map<InesField, OfferedField> BY_FIELD = ALL.stream()
            .collect(Collectors.toMap(offered -> offered.target().field(), offered -> offered));

    /** As INES shows them, its custom fields last. */
    static final Comparator<InesTarget> ORDER = Comparator.comparing(InesTarget::concept)
            .thenComparingInt(OfferedFields::place);

    private OfferedFields() {}

    private static int place(InesTarget target) {
        return switch (target) {
            case InesTarget.Standard standard -> ALL.indexOf(get(standard));
            case InesTarget.Custom custom -> ALL.size() + custom.inesId();
        };
    }

    public static Stream<OfferedField> all() {
        return ALL.stream();
    }

    public static OfferedField get(InesTarget.Standard target) {
        return Optional.ofNullable(BY_FIELD.get(target.field())).orElseThrow();
    }

    public static Optional<OfferedField> find(Concept concept, String key) {
        return all().filter(offered -> offered.target().concept() == concept && offered.target().key().equals(key))
                .findFirst();
    }

    private static OfferedField offered(Concept concept, InesField field, ValueKind kind) {
        return new OfferedField(new InesTarget.Standard(concept, field), kind, false, false);
    }

    private static OfferedField required(Concept concept, InesField field, ValueKind kind) {
        return new OfferedField(new InesTarget.Standard(concept, field), kind, true, true);
    }

    private static OfferedField neverOverwritten(Concept concept, InesField field, ValueKind kind) {
        return new OfferedField(new InesTarget.Standard(concept, field), kind, false, true);
    }

    private static ValueKind choice(String... keysAndLabels) {
        var labels = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndLabels.length; i += 2) {
            labels.put(keysAndLabels[i], keysAndLabels[i + 1]);
        }
        return new ValueKind.Choice(labels);
    }
}
