package org.inesconnector.connector.mapping;

import static org.inesconnector.connector.mapping.Concept.CLIENT;
import static org.inesconnector.connector.mapping.Concept.CONTACT;

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
            required(CONTACT, ContactField.PRIMARY_MAIL_ADDRESS, "E-mail principal", EMAIL),
            offered(CONTACT, ContactField.GENRE, "Civilité", TEXT),
            offered(CONTACT, ContactField.LAST_NAME, "Nom", TEXT),
            offered(CONTACT, ContactField.FIRST_NAME, "Prénom", TEXT),
            offered(CONTACT, ContactField.FUNCTION, "Fonction", TEXT),
            offered(CONTACT, ContactField.TYPE, "Type", new ValueKind.Listed(ValueList.CONTACT_TYPES)),
            offered(CONTACT, ContactField.SERVICE, "Service", TEXT),
            offered(CONTACT, ContactField.BUSSINES_TELEPHONE, "Téléphone bureau", TEXT),
            offered(CONTACT, ContactField.HOME_TELEPHONE, "Téléphone domicile", TEXT),
            offered(CONTACT, ContactField.MOBILE_PHONE, "Téléphone mobile", TEXT),
            offered(CONTACT, ContactField.FAX, "Fax", TEXT),
            offered(CONTACT, ContactField.BUSINESS_ADDRESS, "Adresse 1", TEXT),
            offered(CONTACT, ContactField.HOME_ADDRESS, "Adresse 2", TEXT),
            offered(CONTACT, ContactField.ZIP_CODE, "Code postal", TEXT),
            offered(CONTACT, ContactField.CITY, "Ville", TEXT),
            offered(CONTACT, ContactField.STATE, "Région", TEXT),
            offered(CONTACT, ContactField.COUNTRY, "Pays", TEXT),
            offered(CONTACT, ContactField.LANGUAGE, "Langue", TEXT),
            offered(CONTACT, ContactField.AUTHOR, "Responsable", USER),
            offered(CONTACT, ContactField.COMMENT, "Remarque", TEXT),
            offered(CONTACT, ContactField.CONFIDENTIALITY, "Diffusion", CONFIDENTIALITY),
            offered(CONTACT, ContactField.DATE_OF_BIRTH, "Date d'anniversaire", DATE),
            offered(CONTACT, ContactField.RANG, "État", RANK),
            offered(CONTACT, ContactField.SECONDARY_MAIL_ADDRESS, "E-mail 2", EMAIL),
            neverOverwritten(CONTACT, ContactField.N_PAI, "NPAI", FLAG),
            required(CLIENT, ClientField.COMPANY_NAME, "Société", TEXT),
            offered(CLIENT, ClientField.TYPE, "Type", new ValueKind.Listed(ValueList.CLIENT_TYPES)),
            offered(CLIENT, ClientField.MANAGER, "Resp. dossier", USER),
            offered(CLIENT, ClientField.SALES_RESPONSABLE, "Commercial", new ValueKind.Listed(ValueList.STAFF)),
            offered(CLIENT, ClientField.TECHNICAL_RESPONSABLE, "Resp. technique", USER),
            offered(CLIENT, ClientField.PHONE, "Téléphone", TEXT),
            offered(CLIENT, ClientField.FAX, "Fax", TEXT),
            offered(CLIENT, ClientField.ADDRESS1, "Adresse ligne 1", TEXT),
            offered(CLIENT, ClientField.ADDRESS2, "Adresse ligne 2", TEXT),
            offered(CLIENT, ClientField.ZIP_CODE, "Code postal", TEXT),
            offered(CLIENT, ClientField.CITY, "Ville", TEXT),
            offered(CLIENT, ClientField.STATE, "Région", TEXT),
            offered(CLIENT, ClientField.COUNTRY, "Pays", TEXT),
            offered(CLIENT, ClientField.ORIGIN, "Origine", new ValueKind.Listed(ValueList.ORIGINS)),
            offered(CLIENT, ClientField.WEBSITE, "Site internet", TEXT),
            offered(CLIENT, ClientField.CONFIDENTIALITY, "Diffusion", CONFIDENTIALITY),
            offered(CLIENT, ClientField.COMMENTS, "Remarque", TEXT),
            offered(CLIENT, ClientField.CUSTOMER_NUMBER, "N° de client", WHOLE),
            offered(CLIENT, ClientField.LANGUAGE, "Langue", TEXT),
            offered(CLIENT, ClientField.ACTIVITY, "Activité", TEXT),
            offered(CLIENT, ClientField.SCORING, "Score", TEXT),
            offered(CLIENT, ClientField.EFFECTIF, "Effectif", WHOLE),
            offered(CLIENT, ClientField.CA, "Chiffre d'affaires", WHOLE));

    private static final Map<InesField, OfferedField> BY_FIELD = ALL.stream()
            .collect(Collectors.toMap(offered -> offered.target().field(), offered -> offered));

    private OfferedFields() {}

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

    private static OfferedField offered(Concept concept, InesField field, String label, ValueKind kind) {
        return new OfferedField(new InesTarget.Standard(concept, field), label, kind, false, false);
    }

    private static OfferedField required(Concept concept, InesField field, String label, ValueKind kind) {
        return new OfferedField(new InesTarget.Standard(concept, field), label, kind, true, true);
    }

    private static OfferedField neverOverwritten(Concept concept, InesField field, String label, ValueKind kind) {
        return new OfferedField(new InesTarget.Standard(concept, field), label, kind, false, true);
    }

    private static ValueKind choice(String... keysAndLabels) {
        var labels = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndLabels.length; i += 2) {
            labels.put(keysAndLabels[i], keysAndLabels[i + 1]);
        }
        return new ValueKind.Choice(labels);
    }
}
