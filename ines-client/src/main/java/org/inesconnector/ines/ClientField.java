package org.inesconnector.ines;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The elements of ClientInfoAuto, in the order of the contract. */
public enum ClientField implements InesField {
    CONFIDENTIALITY("Confidentiality", ValueType.TEXT, InesValue.text("Undefined")),
    COMPANY_NAME("CompanyName", ValueType.TEXT, InesValue.text("")),
    TYPE("Type", ValueType.WHOLE, InesValue.whole(0)),
    SERVICE("Service", ValueType.TEXT, InesValue.text("")),
    ADDRESS1("Address1", ValueType.TEXT, InesValue.text("")),
    ADDRESS2("Address2", ValueType.TEXT, InesValue.text("")),
    ZIP_CODE("ZipCode", ValueType.TEXT, InesValue.text("")),
    CITY("City", ValueType.TEXT, InesValue.text("")),
    STATE("State", ValueType.TEXT, InesValue.text("")),
    COUNTRY("Country", ValueType.TEXT, InesValue.text("")),
    PHONE("Phone", ValueType.TEXT, InesValue.text("")),
    FAX("Fax", ValueType.TEXT, InesValue.text("")),
    WEBSITE("Website", ValueType.TEXT, InesValue.text("")),
    COMMENTS("Comments", ValueType.TEXT, InesValue.text("")),
    MANAGER("Manager", ValueType.WHOLE, InesValue.whole(0)),
    SALES_RESPONSABLE("SalesResponsable", ValueType.WHOLE, InesValue.whole(0)),
    TECHNICAL_RESPONSABLE("TechnicalResponsable", ValueType.WHOLE, InesValue.whole(0)),
    CREATION_DATE("CreationDate", ValueType.MOMENT, null),
    MODIFIED_DATE("ModifiedDate", ValueType.MOMENT, null),
    ORIGIN("Origin", ValueType.WHOLE, InesValue.whole(0)),
    CUSTOMER_NUMBER("CustomerNumber", ValueType.WHOLE, InesValue.whole(0)),
    COMPANY_TAX_CODE("CompanyTaxCode", ValueType.TEXT, InesValue.text("")),
    VAT_TAX("VatTax", ValueType.WHOLE, InesValue.whole(0)),
    BANK("Bank", ValueType.TEXT, InesValue.text("")),
    BANK_ACCOUNT("BankAccount", ValueType.TEXT, InesValue.text("")),
    PAYMENT_METHOD("PaymentMethod", ValueType.TEXT, InesValue.text("")),
    PAYMENT_METHOD_REF("PaymentMethodRef", ValueType.WHOLE, InesValue.whole(1)),
    DISCOUNT("Discount", ValueType.WHOLE, InesValue.whole(0)),
    HEAD_QUARTER("HeadQuarter", ValueType.WHOLE, InesValue.whole(0)),
    LANGUAGE("Language", ValueType.TEXT, InesValue.text("")),
    ACTIVITY("Activity", ValueType.TEXT, InesValue.text("")),
    ACCOUNTING_CODE("AccountingCode", ValueType.TEXT, InesValue.text("")),
    SCORING("Scoring", ValueType.TEXT, InesValue.text("")),
    REMAINDER("Remainder", ValueType.WHOLE, InesValue.whole(0)),
    MAX_REMAINDER("MaxRemainder", ValueType.WHOLE, InesValue.whole(0)),
    MORAL("Moral", ValueType.WHOLE, InesValue.whole(0)),
    FOLDER("Folder", ValueType.WHOLE, InesValue.whole(0)),
    CURRENCY("Currency", ValueType.TEXT, InesValue.text("")),
    BANK_REFERENCE("BankReference", ValueType.WHOLE, InesValue.whole(0)),
    TAX_TYPE("TaxType", ValueType.WHOLE, InesValue.whole(0)),
    VAT_TAX_VALUE("VatTaxValue", ValueType.WHOLE, InesValue.whole(0)),
    CREATOR("Creator", ValueType.WHOLE, InesValue.whole(0)),
    DELIVERY("Delivery", ValueType.WHOLE, InesValue.whole(0)),
    BILLING("Billing", ValueType.WHOLE, InesValue.whole(0)),
    AUTOMATION_REF("AutomationRef", ValueType.WHOLE, InesValue.whole(0)),
    INTERNAL_REF("InternalRef", ValueType.WHOLE, InesValue.whole(0)),
    EFFECTIF("Effectif", ValueType.WHOLE, InesValue.whole(0)),
    CA("CA", ValueType.WHOLE, InesValue.whole(0));

    private final String key;
    private final ValueType type;
    private final @Nullable InesValue nothing;

    ClientField(String key, ValueType type, @Nullable InesValue nothing) {
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
}
