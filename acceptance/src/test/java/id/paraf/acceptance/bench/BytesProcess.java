package id.paraf.acceptance.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.startup.Tomcat;

/** The limit: the same Tomcat, on virtual threads too, with one servlet that writes a file's bytes from memory. */
final class BytesProcess {

    private BytesProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        byte[] page = Files.readAllBytes(Path.of(arguments[1]));
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(Integer.parseInt(arguments[0]));
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "10000");
        tomcat.getConnector().getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "bytes", new HttpServlet() {

            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
                response.setContentType("text/html;charset=UTF-8");
                response.setContentLength(page.length);
                response.getOutputStream().write(page);
            }
        });
        context.addServletMappingDecoded("/*", "bytes");
        tomcat.start();
        tomcat.getServer().await();
    }
}
