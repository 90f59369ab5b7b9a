package org.inesconnector.simulator.mautic;

import tools.jackson.databind.JsonNode;

/** By which way somebody changed a contact: {@code manipulated_by} and {@code manipulator_key}. */
record Manipulator(Author author, String name, String key) {

    static final Manipulator API_SINGLE = new Manipulator(Author.API, Author.API.name(), "lead:api-single");
    static final Manipulator API_BATCH = new Manipulator(Author.API, Author.API.name(), "lead:api-batch");
    static final Manipulator PERSON = new Manipulator(Author.PERSON, Author.PERSON.name(), "lead:lead");

    static Manipulator form(String formName, long form) {
        return new Manipulator(Author.SYSTEM, formName, "form:submission:" + form);
    }

    static Manipulator campaign(JsonNode campaign, JsonNode event) {
        return new Manipulator(Author.SYSTEM,
                event.path("name").asString("") + " (" + campaign.path("name").asString("") + ")",
                "campaign:trigger-action:" + event.path("id").asString(""));
    }

    static Manipulator pageHit(String url, long hit) {
        return new Manipulator(Author.SYSTEM, url, "page:hit:" + hit);
    }

    /** Where the audit log says who, but not by which way. */
    static Manipulator unnamed(Author author) {
        return new Manipulator(author, "", "");
    }

    boolean isNamed() {
        return !key.isEmpty();
    }

    /** 5.1.0 and 7.0.0 take the points of a batch's contacts for changed, though they are equal. */
    boolean rewritesPoints() {
        return equals(API_BATCH);
    }

    boolean isForm() {
        return key.startsWith("form:");
    }
}
