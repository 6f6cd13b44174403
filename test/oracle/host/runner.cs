// Runs compiled cases: runner.exe ASSEMBLY CASES RESULTS. A line of CASES is {"id","run","type","context"}, where `run` and `type`
// name classes of the assembly; a line of RESULTS is {"id","status","staticType","value"} or {"id","status","exception"}.
using System;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Threading;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PolicywrightOracle
{
    public static class Runner
    {
        const int Milliseconds = 3000;

        public static int Main(string[] args)
        {
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
            Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
            var assembly = Assembly.LoadFrom(args[0]);
            using (var results = new StreamWriter(args[2], true))
            {
                foreach (var line in File.ReadLines(args[1]))
                {
                    results.WriteLine(Run(assembly, Json.Read(line)).ToString(Formatting.None));
                    results.Flush();
                }
            }
            Environment.Exit(0);
            return 0;
        }

        static JObject Run(Assembly assembly, JObject line)
        {
            var result = new JObject();
            result["id"] = line["id"];
            var thread = new Thread(() => Evaluate(assembly, line, result), 16 * 1024 * 1024);
            thread.IsBackground = true;
            thread.CurrentCulture = CultureInfo.InvariantCulture;
            thread.Start();
            if (thread.Join(Milliseconds)) return result;
            thread.Abort();
            var late = new JObject();
            late["id"] = line["id"];
            late["status"] = "timeout";
            return late;
        }

        static void Evaluate(Assembly assembly, JObject line, JObject result)
        {
            if (line["type"] != null) result["staticType"] = (string)Call(assembly, (string)line["type"], null);
            try
            {
                var value = Tags.Of(Call(assembly, (string)line["run"], new Context(Json.Part(line, "context"))));
                result["value"] = value;
                result["status"] = "ok";
            }
            catch (ThreadAbortException)
            {
                throw;
            }
            catch (Exception error)
            {
                while (error is TargetInvocationException) error = error.InnerException;
                result["status"] = "throw";
                result["exception"] = Tags.Print(error.GetType());
                result["message"] = error.Message;
            }
        }

        static object Call(Assembly assembly, string name, IProxyRequestContext context)
        {
            return assembly.GetType(name).GetMethod("Run").Invoke(null, new object[] { context });
        }
    }
}
