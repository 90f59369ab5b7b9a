package org.inesconnector.connector.mapping;

import java.util.List;
import java.util.Map;

/** What Mautic's administrators, and Mautic itself, call the fields of INES; the likeliest first. */
final class Synonyms {

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("contact.PrimaryMailAddress", "email mail courriel adressemail emailprincipal"),
            Map.entry("contact.Genre", "title civilite titre salutation gender genre"),
            Map.entry("contact.LastName", "lastname nom nomdefamille surname familyname"),
            Map.entry("contact.FirstName", "firstname prenom givenname"),
            Map.entry("contact.Function", "position fonction poste jobtitle job metier"),
            Map.entry("contact.Service", "service department departement"),
            Map.entry("contact.BussinesTelephone",
                    "phone telephone tel businessphone workphone officephone telephonebureau telephoneprofessionnel"),
            Map.entry("contact.HomeTelephone", "homephone telephonedomicile telephonepersonnel telephonefixe"),
            Map.entry("contact.MobilePhone", "mobile mobilephone cellphone portable telephonemobile telephoneportable"),
            Map.entry("contact.Fax", "fax telecopie"),
            Map.entry("contact.BusinessAddress", "address1 adresse1 addressline1 adresse address businessaddress"),
            Map.entry("contact.HomeAddress", "address2 adresse2 addressline2 complementadresse homeaddress"),
            Map.entry("contact.ZipCode", "zipcode codepostal postcode postalcode zip cp"),
            Map.entry("contact.City", "city ville town commune"),
            Map.entry("contact.State", "state region province"),
            Map.entry("contact.Country", "country pays"),
            Map.entry("contact.Language", "preferredlocale langue language locale"),
            Map.entry("contact.Comment", "comment commentaire remarque remark notes"),
            Map.entry("contact.DateOfBirth",
                    "dateofbirth birthday birthdate datedenaissance datenaissance anniversaire dob"),
            Map.entry("contact.SecondaryMailAddress", "email2 secondaryemail emailsecondaire secondemail"),
            Map.entry("client.CompanyName", "companyname name nom raisonsociale societe company"),
            Map.entry("client.Phone", "companyphone phone telephone tel standard"),
            Map.entry("client.Fax", "companyfax fax telecopie"),
            Map.entry("client.Address1", "companyaddress1 address1 adresse1 addressline1 adresse address"),
            Map.entry("client.Address2", "companyaddress2 address2 adresse2 addressline2 complementadresse"),
            Map.entry("client.ZipCode", "companyzipcode zipcode codepostal postcode postalcode zip cp"),
            Map.entry("client.City", "companycity city ville town commune"),
            Map.entry("client.State", "companystate state region province"),
            Map.entry("client.Country", "companycountry country pays"),
            Map.entry("client.Origin", "origine origin source"),
            Map.entry("client.Website", "companywebsite website siteinternet siteweb site url"),
            Map.entry("client.Comments", "companydescription description commentaire remarque comments notes"),
            Map.entry("client.CustomerNumber", "customernumber numeroclient nclient clientnumber"),
            Map.entry("client.Language", "langue language locale"),
            Map.entry("client.Activity", "companyindustry industry activite secteur secteurdactivite activity"),
            Map.entry("client.Effectif",
                    "companynumberofemployees numberofemployees effectif employees headcount nombredesalaries"),
            Map.entry("client.CA",
                    "companyannualrevenue annualrevenue chiffredaffaires chiffreaffaires ca turnover revenue"));

    private Synonyms() {}

    static List<String> of(InesTarget target) {
        var known = KNOWN.get(target.concept().word() + "." + target.key());
        return known == null ? List.of() : List.of(known.split(" "));
    }
}
