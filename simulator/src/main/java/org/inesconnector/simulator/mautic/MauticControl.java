package org.inesconnector.simulator.mautic;

import java.util.Map;
import org.inesconnector.simulator.http.Control;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * Seeds and shows the simulator as JSON. A seed is a number of contacts of a number of companies,
 * {@code {"contacts": 1000, "companies": 50}}, or one contact by alias, {@code {"contact": {"email": "…"}}}.
 */
final class MauticControl implements Control.Subject {

    private final MauticSimulator simulator;
    private final Mautic mautic;

    MauticControl(MauticSimulator simulator, Mautic mautic) {
        this.simulator = simulator;
        this.mautic = mautic;
    }

    @Override
    public Object state() {
        return Map.of("version", mautic.version.number(), "contacts", mautic.contacts.count(), "companies",
                mautic.companies.count(), "lastAuditRow", mautic.audit.lastId(), "webhooks",
                mautic.webhooks.all().stream().map(hook -> Map.of("id", hook.id(), "url", hook.url(), "published",
                        hook.published())).toList());
    }

    @Override
    public Object seed(JsonNode what) {
        try {
            if (what.path("contact").isObject()) {
                return Map.of("contact", simulator.createContact(Json.MAPPER.convertValue(what.path("contact"),
                        new TypeReference<Map<String, String>>() {
                        })));
            }
            simulator.seed(what.path("contacts").asInt(0), what.path("companies").asInt(0));
            return state();
        } catch (ApiError refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    @Override
    public void reset() {
        simulator.reset();
    }
}
