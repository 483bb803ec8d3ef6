package io.aemp.boot.port;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.aemp.ErrorAnswerException;
import io.aemp.FamilyChange;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Process;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.FamilyListener;
import io.aemp.annotation.Init;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.ReplyTo;
import io.aemp.annotation.Reset;
import io.aemp.annotation.Restart;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.testing.BoundedWait;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.FixedValue;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What can be known at the start is said at the start, with the names of bean and method.
 */
class StartChecksTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	@Test
	void aJdkProxyWithoutTheMethod() {
		refuses(proxied(false).withBean("greeter", PoliteGreeter.class), "PoliteGreeter.greet", "none of them",
				"proxyTargetClass");
	}

	@Test
	void aJdkProxyWithTheMethodInAnInterface() {
		proxied(false).withBean("greeter", InterfaceGreeter.class)
			.run((context) -> assertThat(greet(context)).isEqualTo("hello"));
	}

	@Test
	void aPrivateMethodUnderAProxy() {
		refuses(proxied(true).withBean("greeter", PrivateGreeter.class), "PrivateGreeter.greet", "is private",
				"package visibility");
	}

	@Test
	void aPrivateMethodWithoutAProxy() {
		this.runner.withBean("greeter", PrivateGreeter.class)
			.run((context) -> assertThat(greet(context)).isEqualTo("hello"));
	}

	@Test
	void aFinalMethodUnderAProxy() {
		refuses(proxied(true).withBean("greeter", FinalGreeter.class), "FinalGreeter.greet", "is final",
				"Remove 'final'");
	}

	@Test
	void aFinalMethodOfAPrototypeUnderAProxy() {
		refuses(proxied(true).withUserConfiguration(PrototypeGreeter.class), "FinalGreeter.greet", "is final",
				"Remove 'final'");
	}

	@Test
	void aFinalInitFunctionUnderAProxy() {
		refuses(proxied(true).withBean("greeter", FinalFunction.class), "FinalFunction.init", "is final",
				"Remove 'final'");
	}

	@Test
	void aFinalFamilyListenerUnderAProxy() {
		refuses(proxied(true).withBean("greeter", FinalListener.class), "FinalListener.changed", "is final",
				"Remove 'final'");
	}

	@Test
	@SuppressWarnings("unchecked")
	void aSuspendFunction() {
		Class<?> continuation = new ByteBuddy().makeInterface()
			.name("kotlin.coroutines.Continuation")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded();
		Class<?> type = new ByteBuddy().subclass(Object.class)
			.name("org.example.KotlinGreeter")
			.annotateType(AnnotationDescription.Builder.ofType(AempPort.class).build())
			.defineMethod("greet", Object.class, Visibility.PUBLIC)
			.withParameters(String.class, continuation)
			.intercept(FixedValue.nullValue())
			.annotateMethod(AnnotationDescription.Builder.ofType(Receive.class).defineArray("value", "greet").build())
			.make()
			.load(continuation.getClassLoader())
			.getLoaded();
		refuses(this.runner.withBean("greeter", (Class<Object>) type), "KotlinGreeter.greet", "suspend function",
				"CompletableFuture");
	}

	@Test
	void aParameterThatNothingValidates() {
		refuses(this.runner.withBean("greeter", CarefulGreeter.class), "CarefulGreeter.greet", "nothing validates it",
				"spring-boot-starter-validation");
	}

	@Test
	void aMessageThatIsNotValidIsAnsweredSo() {
		this.runner.withBean("validator", Validator.class, NoBlanks::new)
			.withBean("greeter", CarefulGreeter.class)
			.run((context) -> {
				Node node = context.getBean(Node.class);
				String port = context.getBean(AempPorts.class).find("greeter").orElseThrow().id();
				assertThat(BoundedWait.get(node.call(port, "greet", List.of("Ann"))))
					.isEqualTo(Message.of("hello Ann"));
				assertThatThrownBy(() -> node.call(port, "greet", List.of("")).get(60, TimeUnit.SECONDS)).cause()
					.isInstanceOfSatisfying(ErrorAnswerException.class, (ex) -> {
						assertThat(ex.reason().identifier()).isEqualTo("bad_message");
						assertThat(ex.reason().text()).contains("CarefulGreeter.greet", "'text'", "must not be blank");
					});
			});
	}

	@Test
	void noPorts() {
		refuses(this.runner.withBean("greeter", NoPorts.class), "NoPorts", "'ports = 0'", "1 or more");
	}

	@Test
	void aResetOfABeanWithSeveralPorts() {
		refuses(this.runner.withBean("greeter", TwoPortsOneState.class), "TwoPortsOneState", "@Reset",
				"@Scope(\"prototype\")");
	}

	@Test
	void aParameterThatNothingCanBind() {
		refuses(this.runner.withBean("greeter", ThreadTaker.class), "ThreadTaker.greet", "java.lang.Thread", "");
	}

	@Test
	void aParameterOfWhichNothingSaysWhatItIs() {
		refuses(this.runner.withUserConfiguration(Shelves.class), "Parameter 0 of method Shelf.add",
				"is of type java.util.List<T>, but nothing in Shelf says what T is",
				"extends or implements Shelf<...>");
	}

	@Test
	void aParameterOfWhichASubclassSaysWhatItIs() {
		this.runner.withBean("greeter", BookShelf.class).run((context) -> {
			String port = context.getBean(AempPorts.class).find("greeter").orElseThrow().id();
			Message answer = BoundedWait
				.get(context.getBean(Node.class).call(port, "add", List.of(Map.of("title", "A"))));
			assertThat(answer).isEqualTo(Message.of(Map.of("title", "A")));
		});
	}

	@Test
	void aResultThatCannotTravel() {
		refuses(this.runner.withBean("greeter", ThreadGiver.class), "ThreadGiver.greet", "java.lang.Thread", "");
	}

	@Test
	void aProcessWithoutAParameterForIt() {
		refuses(this.runner.withBean("greeter", NoProcess.class), "NoProcess.run", "no parameter of type Process",
				"io.aemp.Process");
	}

	@Test
	void aProcessOfTheOperatingSystem() {
		refuses(this.runner.withBean("greeter", OtherProcess.class), "OtherProcess.run", "java.lang.Process",
				"Import io.aemp.Process");
	}

	@Test
	void aProcessThatTakesAPort() {
		refuses(this.runner.withBean("greeter", PortProcess.class), "PortProcess.run", "parameter of type Port",
				"Process.id()");
	}

	@Test
	void aProcessThatReturnsSomething() {
		refuses(this.runner.withBean("greeter", ReturningProcess.class), "ReturningProcess.run",
				"returns a java.lang.String", "Let it return nothing");
	}

	@Test
	void aProcessWithAReplyPort() {
		refuses(this.runner.withBean("greeter", AnsweringProcess.class), "AnsweringProcess.run", "@ReplyTo", "@PortId");
	}

	@Test
	void aProcessOfTheApplicationWithInitData() {
		refuses(this.runner.withBean("greeter", ProcessWithData.class), "ProcessWithData.run", "init data",
				"give the annotation a name");
	}

	@Test
	void aProcessThatReceivesMessagesAsAMethodToo() {
		refuses(this.runner.withBean("greeter", ReceivingProcess.class), "ReceivingProcess.run",
				"@AempProcess and with @Receive", "Process.receive");
	}

	@Test
	void aReceivingMethodThatTakesAProcess() {
		refuses(this.runner.withBean("greeter", ProcessTaker.class), "ProcessTaker.receive",
				"parameter of type Process", "@AempProcess");
	}

	@Test
	void aSpawnedProcessWithWhatOnlyOthersHave() {
		refuses(this.runner.withBean("greeter", SpawnedInFamily.class), "SpawnedInFamily.run", "'families'",
				"Remove the name, or the attribute");
		refuses(this.runner.withBean("greeter", SpawnedWithRestart.class), "SpawnedWithRestart.run", "'restart'",
				"monitors it");
	}

	@Test
	void twoProcessesOfOneName() {
		refuses(this.runner.withBean("greeter", SameNames.class).withBean("other", SameNames.class), "", "'same'",
				"another name", "SameNames.run");
	}

	@Test
	void aNameOfAProcessThatIsEmpty() {
		refuses(this.runner.withBean("greeter", EmptyName.class), "EmptyName.run", "'${no-such-name:}'",
				"leave it out");
	}

	@Test
	void noProcesses() {
		refuses(this.runner.withBean("greeter", NoProcesses.class), "NoProcesses.run", "'processes = 0'", "1 or more");
	}

	@Test
	void newInstancesOfASingletonForItsProcess() {
		refuses(this.runner.withBean("greeter", NewSingleton.class), "NewSingleton.run", "NEW_INSTANCE",
				"@Scope(\"prototype\")");
	}

	@Test
	void aPrivateProcessUnderAProxy() {
		refuses(proxied(true).withBean("greeter", PrivateProcess.class), "PrivateProcess.run", "is private",
				"package visibility");
	}

	@Test
	void everyAnalysisNamesTheBean() {
		refuses(this.runner.withBean("greeter", TwoInits.class), "TwoInits.one", "@Init", "Call one from the other");
	}

	private static String greet(ApplicationContext context) {
		String port = context.getBean(AempPorts.class).find("greeter").orElseThrow().id();
		Message answer = BoundedWait.get(context.getBean(Node.class).call(port, "greet"));
		return String.valueOf(answer.get(0));
	}

	private static void refuses(ApplicationContextRunner runner, String place, String rule, String remedy) {
		refuses(runner, "'greeter'", rule, remedy, place);
	}

	private static void refuses(ApplicationContextRunner runner, String bean, String rule, String remedy,
			String place) {
		runner.run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).satisfies((failure) -> {
				InvalidAnnotationException cause = cause(failure);
				assertThat(cause.problem()).contains(bean, place, rule);
				assertThat(cause.remedy()).contains(remedy);
			});
		});
	}

	private static InvalidAnnotationException cause(Throwable failure) {
		Throwable cause = failure;
		while (!(cause instanceof InvalidAnnotationException)) {
			assertThat(cause).isNotNull();
			cause = cause.getCause();
		}
		return (InvalidAnnotationException) cause;
	}

	/** All beans named greeter get a proxy. */
	private ApplicationContextRunner proxied(boolean targetClass) {
		DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
		creator.setProxyTargetClass(targetClass);
		StaticMethodMatcherPointcutAdvisor advisor = new StaticMethodMatcherPointcutAdvisor(
				(MethodInterceptor) (invocation) -> invocation.proceed()) {

			@Override
			public boolean matches(Method method, Class<?> type) {
				return type.getName().startsWith(StartChecksTests.class.getName());
			}

		};
		return this.runner.withBean(DefaultAdvisorAutoProxyCreator.class, () -> creator)
			.withBean(StaticMethodMatcherPointcutAdvisor.class, () -> advisor);
	}

	@AempPort
	static class Shelf<T> {

		@Receive("add")
		T add(List<T> things) {
			return things.get(0);
		}

	}

	static class BookShelf extends Shelf<Book> {

	}

	record Book(String title) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Shelves {

		@Bean
		Shelf<Book> greeter() {
			return new Shelf<>();
		}

	}

	interface Polite {

		void bow();

	}

	interface Greeting {

		String greet();

	}

	@AempPort
	static class PoliteGreeter implements Polite {

		@Override
		public void bow() {
		}

		@Receive("greet")
		public String greet() {
			return "hello";
		}

	}

	@AempPort
	static class InterfaceGreeter implements Greeting {

		@Override
		@Receive("greet")
		public String greet() {
			return "hello";
		}

	}

	@AempPort
	static class PrivateGreeter {

		@Receive("greet")
		private String greet() {
			return "hello";
		}

		void other() {
		}

	}

	@AempPort
	static class FinalGreeter {

		@Receive("greet")
		final String greet() {
			return "hello";
		}

		void other() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeGreeter {

		@Bean
		@Scope("prototype")
		FinalGreeter greeter() {
			return new FinalGreeter();
		}

	}

	static class FinalFunction {

		@InitFunction("init")
		final void init(io.aemp.Port self) {
		}

		void other() {
		}

	}

	@AempPort
	static class CarefulGreeter {

		@Receive("greet")
		String greet(@Validated Name name) {
			return "hello " + name.text();
		}

	}

	record Name(String text) {

		public String getText() {
			return this.text;
		}

	}

	static class NoBlanks implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == Name.class;
		}

		@Override
		public void validate(Object target, Errors errors) {
			if (((Name) target).text().isBlank()) {
				errors.rejectValue("text", "blank", "must not be blank");
			}
		}

	}

	static class FinalListener {

		@FamilyListener("greeters")
		final void changed(FamilyChange change) {
		}

		void other() {
		}

	}

	@AempPort(ports = 0)
	static class NoPorts {

		@Receive
		void receive() {
		}

	}

	@AempPort(ports = 2)
	static class TwoPortsOneState {

		@Receive
		void receive() {
		}

		@Reset
		void reset() {
		}

	}

	@AempPort
	static class ThreadTaker {

		@Receive("greet")
		void greet(Thread thread) {
		}

	}

	@AempPort
	static class ThreadGiver {

		@Receive("greet")
		Thread greet() {
			return Thread.currentThread();
		}

	}

	static class NoProcess {

		@AempProcess
		void run(io.aemp.Node node) {
		}

	}

	static class OtherProcess {

		@AempProcess
		void run(java.lang.Process process) {
		}

	}

	static class PortProcess {

		@AempProcess
		void run(Process process, io.aemp.Port port) {
		}

	}

	static class ReturningProcess {

		@AempProcess
		String run(Process process) {
			return "done";
		}

	}

	static class AnsweringProcess {

		@AempProcess("answer")
		void run(Process process, @ReplyTo String port) {
		}

	}

	static class ProcessWithData {

		@AempProcess
		void run(Process process, int number) {
		}

	}

	@AempPort
	static class ReceivingProcess {

		@AempProcess
		@Receive("run")
		void run(Process process) {
		}

	}

	@AempPort
	static class ProcessTaker {

		@Receive
		void receive(Process process) {
		}

	}

	static class SpawnedInFamily {

		@AempProcess(value = "spawned", families = "greeters")
		void run(Process process) {
		}

	}

	static class SpawnedWithRestart {

		@AempProcess(value = "spawned", restart = @Restart(firstDelay = "1s"))
		void run(Process process) {
		}

	}

	static class SameNames {

		@AempProcess("same")
		void run(Process process) {
		}

	}

	static class EmptyName {

		@AempProcess("${no-such-name:}")
		void run(Process process) {
		}

	}

	static class NoProcesses {

		@AempProcess(processes = 0)
		void run(Process process) {
		}

	}

	static class NewSingleton {

		@AempProcess(restart = @Restart(Restart.Policy.NEW_INSTANCE))
		void run(Process process) {
		}

	}

	static class PrivateProcess {

		@AempProcess
		private void run(Process process) {
		}

		void other() {
		}

	}

	@AempPort
	static class TwoInits {

		@Receive
		void receive() {
		}

		@Init
		void one() {
		}

		@Init
		void two() {
		}

	}

}
