package org.inesconnector.simulator.mautic;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Mautic answers for a form, campaign or segment where nothing was given. */
final class Defaults {

    static final String FORM = """
            {"id": 0, "name": "", "alias": "", "category": null, "description": null, "cachedHtml": "<form></form>",
             "publishUp": null, "publishDown": null, "fields": [], "actions": [], "template": null,
             "inKioskMode": false, "renderStyle": false, "formType": "standalone", "postAction": "message",
             "postActionProperty": "Merci", "noIndex": null, "formAttributes": null, "language": null}""";
    static final String FORM_FIELD = """
            {"id": 0, "label": "", "showLabel": true, "alias": "", "type": "text", "defaultValue": null,
             "isRequired": false, "validationMessage": null, "helpMessage": null, "order": 0, "properties": [],
             "validation": [], "parent": null, "conditions": [], "labelAttributes": null, "inputAttributes": null,
             "containerAttributes": null, "leadField": null, "saveResult": true, "isAutoFill": false,
             "mappedObject": "contact", "mappedField": null}""";
    static final String FORM_ACTION = """
            {"id": 0, "name": "", "description": null, "type": "", "order": 0, "properties": {}}""";
    static final String CAMPAIGN = """
            {"id": 0, "name": "", "category": null, "description": null, "allowRestart": false, "publishUp": null,
             "publishDown": null, "events": [], "forms": [], "lists": [],
             "canvasSettings": {"nodes": [], "connections": []}}""";
    static final String CAMPAIGN_EVENT = """
            {"id": 0, "name": "", "description": null, "type": "", "eventType": "action", "channel": null,
             "channelId": null, "order": 0, "properties": {}, "triggerDate": null, "triggerInterval": 0,
             "triggerIntervalUnit": null, "triggerHour": null, "triggerRestrictedStartHour": null,
             "triggerRestrictedStopHour": null, "triggerRestrictedDaysOfWeek": [], "triggerMode": "immediate",
             "decisionPath": null, "parent": null, "children": []}""";
    static final String SEGMENT = """
            {"id": 0, "name": "", "publicName": "", "alias": "", "description": null, "category": null,
             "filters": [], "isGlobal": true, "isPreferenceCenter": false}""";
    static final String POINT_TRIGGER = """
            {"id": 0, "name": "", "category": null, "description": null, "publishUp": null, "publishDown": null,
             "points": 0, "color": "a0acb8", "events": [], "triggerExistingLeads": false}""";
    static final String POINT_EVENT = """
            {"id": 0, "name": "", "description": null, "type": "", "order": 0, "properties": {}}""";

    private Defaults() {}

    /** The default with each of its keys that is given as it is given, and with this id. */
    static ObjectNode over(String defaults, JsonNode given, long id) {
        var node = Json.object(defaults);
        for (var key : List.copyOf(node.propertyNames())) {
            if (given.has(key)) {
                node.set(key, given.path(key));
            }
        }
        return node.put("id", id);
    }

    static String alias(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return plain.length() > 10 ? plain.substring(0, 10) : plain;
    }
}
