package org.inesconnector.simulator.http;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.modeler.Registry;

/** One servlet behind one filter, on a port of the loopback interface. */
public final class SimulatorServer implements AutoCloseable {

    /** As web servers in front of such services do. */
    private static final String KEEP_ALIVE_MILLIS = "120000";

    private final Tomcat tomcat;
    private final Path directory;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SimulatorServer(Tomcat tomcat, Path directory) {
        this.tomcat = tomcat;
        this.directory = directory;
        port = tomcat.getConnector().getLocalPort();
    }

    /** @param port 0 for any free one */
    public static SimulatorServer start(int port, Servlet servlet, Filter filter) {
        // Two that start at once would give JMX the same names.
        Registry.disableRegistry();
        var tomcat = new Tomcat();
        var directory = temporaryDirectory();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(port);
        tomcat.setSilent(true);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setThrowOnFailure(true);
        // Else the port stays taken while nobody listens.
        tomcat.getConnector().setProperty("bindOnInit", "false");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getConnector().setProperty("keepAliveTimeout", KEEP_ALIVE_MILLIS);
        // Other servers take where[0][col]=… as it is written, too.
        tomcat.getConnector().setProperty("relaxedQueryChars", "[]{}|<>^`\\\"");
        tomcat.getConnector().getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var context = (StandardContext) tomcat.addContext("", null);
        // Where the classes come from one executable jar, the system's class loader does not know them.
        context.setParentClassLoader(SimulatorServer.class.getClassLoader());
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        context.getPipeline().addValve(new Connection.Known());
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
        wrapper.setLoadOnStartup(1);
        wrapper.addMapping("/*");
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The simulator could not start on port " + port, e);
        }
        return new SimulatorServer(tomcat, directory);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Who connects is refused, until {@link #listenAgain}. */
    public void stopListening() {
        tomcat.getConnector().setPort(port);
        try {
            tomcat.getConnector().stop();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The simulator still listens", e);
        }
    }

    /** At the same address. */
    public void listenAgain() {
        try {
            tomcat.getConnector().start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The simulator could not listen again", e);
        }
    }

    /** A second time does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The simulator did not stop", e);
        }
        ExpandWar.delete(directory.toFile());
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("simulator");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
