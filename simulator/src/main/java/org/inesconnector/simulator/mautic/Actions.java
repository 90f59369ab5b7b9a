package org.inesconnector.simulator.mautic;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A form's submission and a campaign's run, with the actions they are set up with. */
final class Actions {

    private static final Pattern TOKEN = Pattern.compile("\\{contactfield=(\\w+)}");

    private final Mautic mautic;
    private final Marketing marketing;
    private final ContactActions contacts;

    Actions(Mautic mautic, Marketing marketing, ContactActions contacts) {
        this.mautic = mautic;
        this.marketing = marketing;
        this.contacts = contacts;
    }

    /** @param results by the alias of the form's field */
    Submission submit(long formId, Map<String, String> results) {
        var form = marketing.form(formId);
        var name = form.path("name").asString("");
        var by = Manipulator.form(name, formId);
        var at = mautic.now();
        long submission;
        Contact contact;
        synchronized (mautic) {
            submission = mautic.tables.nextId("form_submissions");
            contact = identify(form, results, by);
            mautic.tables.add("form_submissions", Map.of("id", Long.toString(submission), "form_id",
                    Long.toString(formId), "lead_id", Long.toString(contact.id()), "date_submitted",
                    Json.sqlTime(at), "referer", "", "ip_id", "1", "tracking_id", tracking(submission)));
        }
        var label = Json.object().put("label", name).put("href", "/s/forms/view/" + formId);
        mautic.timeline.add(contact.id(), new Timeline.Entry("form.submitted", "form.submitted" + submission, label,
                "Form submitted", at, Json.object()));
        var statuses = form.path("actions").valueStream()
                .map(action -> act(action, contact.id(), by, repost(form, results, contact))).toList();
        mautic.events.submitted(submissionNode(form, results, mautic.contact(contact.id()), submission));
        return new Submission(contact.id(), statuses);
    }

    /** Each action at once, for one contact. */
    List<Integer> run(long campaignId, long contactId) {
        var campaign = marketing.campaign(campaignId);
        var contact = mautic.contact(contactId);
        return campaign.path("events").valueStream().map(event -> {
            var fields = new LinkedHashMap<String, String>();
            event.path("properties").path("additional_data").path("list").forEach(item -> fields
                    .put(item.path("label").asString(""), filled(item.path("value").asString(""), contact)));
            int status = act(event, contact.id(), Manipulator.campaign(campaign, event), fields);
            ran(campaignId, event, contact);
            return status;
        }).toList();
    }

    private void ran(long campaignId, JsonNode event, Contact contact) {
        var at = mautic.now();
        mautic.tables.add("campaign_lead_event_log", Map.of("id",
                Long.toString(mautic.tables.nextId("campaign_lead_event_log")), "campaign_id",
                Long.toString(campaignId), "event_id", event.path("id").asString(), "lead_id",
                Long.toString(contact.id()), "date_triggered", Json.sqlTime(at), "is_scheduled", "0",
                "system_triggered", "1", "rotation", "1"));
        mautic.timeline.add(contact.id(), "campaign.event", "Campaign action triggered",
                event.path("name").asString(""), at);
    }

    /** @return the status another server answered with, 200 for what Mautic does itself */
    private int act(JsonNode action, long contactId, Manipulator by, Map<String, String> body) {
        var properties = action.path("properties");
        return switch (action.path("type").asString("")) {
            case "form.repost" -> send(properties.path("post_url").asString(""), repostHeaders(properties), body);
            case "campaign.sendwebhook" -> send(properties.path("url").asString(""), listed(properties), body);
            case "lead.changetags" -> {
                contacts.changeTags(contactId, texts(properties.path("add_tags")),
                        texts(properties.path("remove_tags")), by);
                yield 200;
            }
            default -> 200;
        };
    }

    private int send(String url, Map<String, String> headers, Map<String, String> body) {
        var all = new LinkedHashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        all.putAll(headers);
        return mautic.webhooks.outbox.postLater(url, all, encoded(body)).join();
    }

    private Contact identify(JsonNode form, Map<String, String> results, Manipulator by) {
        var given = Json.object();
        form.path("fields").forEach(field -> {
            var value = results.get(field.path("alias").asString(""));
            if (value != null && field.path("mappedField").isString()) {
                given.put(field.path("mappedField").asString(), value);
            }
        });
        var values = Values.of(mautic.fields.of(Fields.LEAD), given);
        return mautic.contacts.findByEmail(values.byAlias().getOrDefault("email", ""))
                .map(known -> contacts.edit(known.id(), values, by))
                .orElseGet(() -> contacts.create(values, by));
    }

    /** Only what this submission gave is in it. */
    private static Map<String, String> repost(JsonNode form, Map<String, String> results, Contact contact) {
        var body = new LinkedHashMap<String, String>();
        body.put("mautic_contact[id]", Long.toString(contact.id()));
        for (var alias : Fields.NATIVE) {
            var mapped = form.path("fields").valueStream()
                    .anyMatch(field -> field.path("mappedField").asString("").equals(alias));
            if (mapped && contact.value(alias) != null) {
                body.put("mautic_contact[" + alias + "]", contact.values().getOrDefault(alias, ""));
            }
        }
        body.put("mautic_form[id]", form.path("id").asString());
        body.put("mautic_form[name]", form.path("alias").asString("").replaceFirst("_.*", ""));
        body.put("mautic_form[url]", "");
        body.putAll(results);
        return body;
    }

    private ObjectNode submissionNode(JsonNode form, Map<String, String> results, Contact contact, long id) {
        var node = Json.object();
        node.put("id", id);
        var address = node.putObject("ipAddress");
        address.put("ipAddress", "127.0.0.1").put("id", 1).putNull("ipDetails");
        var about = node.putObject("form");
        List.of("id", "name", "alias", "category").forEach(key -> about.set(key, form.path(key)));
        node.set("lead", mautic.contactJson.submitter(contact));
        node.put("trackingId", tracking(id));
        node.put("dateSubmitted", Json.time(mautic.now()));
        node.put("referer", "");
        node.putNull("page");
        var given = node.putObject("results");
        results.forEach(given::put);
        return node;
    }

    private static Map<String, String> repostHeaders(JsonNode properties) {
        var headers = new HashMap<>(Map.of("X-Forwarded-For", "127.0.0.1"));
        var authorization = properties.path("authorization_header").asString("");
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        return headers;
    }

    private static Map<String, String> listed(JsonNode properties) {
        var headers = new LinkedHashMap<String, String>();
        properties.path("headers").path("list").forEach(header -> headers
                .put(header.path("label").asString("").toLowerCase(Locale.ROOT),
                        header.path("value").asString("")));
        return headers;
    }

    private static String filled(String text, Contact contact) {
        return TOKEN.matcher(text).replaceAll(token -> Matcher.quoteReplacement(
                token.group(1).equals("id")
                        ? Long.toString(contact.id())
                        : Objects.requireNonNullElse(contact.value(token.group(1)), "")));
    }

    private static String encoded(Map<String, String> body) {
        return body.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static String tracking(long submission) {
        return "track" + submission;
    }
}
