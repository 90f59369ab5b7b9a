package org.inesconnector.simulator.http;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** One servlet behind one filter, on a port of the loopback interface. */
public final class SimulatorServer implements AutoCloseable {

    private final Tomcat tomcat;

    private SimulatorServer(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    /** @param port 0 for any free one */
    public static SimulatorServer start(int port, Servlet servlet, Filter filter) {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(temporaryDirectory().toString());
        tomcat.setPort(port);
        tomcat.setSilent(true);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // Other servers take where[0][col]=… as it is written, too.
        tomcat.getConnector().setProperty("relaxedQueryChars", "[]{}|<>^`\\\"");
        var context = tomcat.addContext("", null);
        var filterDef = new FilterDef();
        filterDef.setFilterName("filter");
        filterDef.setFilter(filter);
        filterDef.setAsyncSupported("true");
        context.addFilterDef(filterDef);
        var filterMap = new FilterMap();
        filterMap.setFilterName("filter");
        filterMap.addURLPattern("/*");
        context.addFilterMap(filterMap);
        var wrapper = Tomcat.addServlet(context, "servlet", servlet);
        wrapper.setAsyncSupported(true);
        wrapper.addMapping("/*");
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The simulator could not start on port " + port, e);
        }
        return new SimulatorServer(tomcat);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The simulator did not stop", e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("simulator");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
