package org.inesconnector.ines;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The elements of ContactInfoAuto, in the order of the contract. */
public enum ContactField implements InesField {
    AUTHOR("Author", ValueType.WHOLE, InesValue.whole(0)),
    BUSINESS_ADDRESS("BusinessAddress", ValueType.TEXT, InesValue.text("")),
    BUSSINES_TELEPHONE("BussinesTelephone", ValueType.TEXT, InesValue.text("")),
    CITY("City", ValueType.TEXT, InesValue.text("")),
    COMMENT("Comment", ValueType.TEXT, InesValue.text("")),
    COMPANY_REF("CompanyRef", ValueType.WHOLE, InesValue.whole(0)),
    CONFIDENTIALITY("Confidentiality", ValueType.TEXT, InesValue.text("Undefined")),
    COUNTRY("Country", ValueType.TEXT, InesValue.text("")),
    CREATION_DATE("CreationDate", ValueType.MOMENT, null),
    DATE_OF_BIRTH("DateOfBirth", ValueType.MOMENT, null),
    FAX("Fax", ValueType.TEXT, InesValue.text("")),
    FIRST_NAME("FirstName", ValueType.TEXT, InesValue.text("")),
    FUNCTION("Function", ValueType.TEXT, InesValue.text("")),
    GENRE("Genre", ValueType.TEXT, InesValue.text("")),
    HOME_ADDRESS("HomeAddress", ValueType.TEXT, InesValue.text("")),
    HOME_TELEPHONE("HomeTelephone", ValueType.TEXT, InesValue.text("")),
    LANGUAGE("Language", ValueType.TEXT, InesValue.text("")),
    LAST_NAME("LastName", ValueType.TEXT, InesValue.text("")),
    MOBILE_PHONE("MobilePhone", ValueType.TEXT, InesValue.text("")),
    MODIFICATION_DATE("ModificationDate", ValueType.MOMENT, null),
    PRIMARY_MAIL_ADDRESS("PrimaryMailAddress", ValueType.TEXT, InesValue.text("")),
    RANG("Rang", ValueType.TEXT, InesValue.text("Principal")),
    SECONDARY_MAIL_ADDRESS("SecondaryMailAddress", ValueType.TEXT, InesValue.text("")),
    SERVICE("Service", ValueType.TEXT, InesValue.text("")),
    TYPE("Type", ValueType.WHOLE, InesValue.whole(0)),
    STATE("State", ValueType.TEXT, InesValue.text("")),
    ZIP_CODE("ZipCode", ValueType.TEXT, InesValue.text("")),
    DESABO("Desabo", ValueType.TEXT, InesValue.text("")),
    N_PAI("NPai", ValueType.TEXT, InesValue.text("")),
    INTERNAL_REF("InternalRef", ValueType.WHOLE, InesValue.whole(0)),
    AUTOMATION_REF("AutomationRef", ValueType.WHOLE, InesValue.whole(0)),
    SCORING("Scoring", ValueType.WHOLE, InesValue.whole(0));

    private final String key;
    private final ValueType type;
    private final @Nullable InesValue nothing;

    ContactField(String key, ValueType type, @Nullable InesValue nothing) {
        this.key = key;
        this.type = type;
        this.nothing = nothing;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public ValueType type() {
        return type;
    }

    @Override
    public Optional<InesValue> nothing() {
        return Optional.ofNullable(nothing);
    }

    /** A contact's rank is always one of INES's: what it is given by default says as much as any other. */
    @Override
    public boolean isNothing(InesValue value) {
        return this == RANG
                ? value instanceof InesValue.Text(String text) && text.isBlank()
                : InesField.super.isNothing(value);
    }
}
